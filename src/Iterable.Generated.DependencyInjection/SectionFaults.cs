using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Iterable.Generated;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a section of the configuration has that a binder would refuse obscurely, leave out in silence, or take for something else.</summary>
internal static class SectionFaults
{
    public static IReadOnlyList<string> Of(IConfiguration section)
    {
        var faults = new List<string>();
        Collect(section, typeof(IterableClientOptions), faults);

        // A root holds every variable of the environment, which is no list to read.
        return section is IConfigurationRoot && section.GetChildren().Any(child => Find(typeof(IterableClientOptions), child.Key) is null)
            ? ["AddIterableClient was given the root of the configuration, which holds more than the options of a client: give it their section, such as configuration.GetSection(\"Iterable\")."]
            : faults;
    }

    private static void Collect(IConfiguration section, Type options, List<string> faults)
    {
        foreach (var child in section.GetChildren())
        {
            if (Find(options, child.Key) is not { } option)
                faults.Add($"{child.Path} is no option of a client; here the options are {string.Join(", ", options.GetProperties().Where(IsKnown).Select(property => property.Name))}.");
            else if (IsGroup(option) && string.IsNullOrEmpty(child.Value))
                Collect(child, option.PropertyType, faults);
            else if (Fault(child, option) is { } fault)
                faults.Add($"{child.Path} {fault}.");
        }
    }

    private static string? Fault(IConfigurationSection child, PropertyInfo option)
    {
        if (!IsKnown(option))
            return "is set in code, not in a configuration";
        if (IsGroup(option))
            return $"is a section with {string.Join(", ", option.PropertyType.GetProperties().Where(IsKnown).Select(property => property.Name))}, not a value";
        if (child.GetChildren().Any())
            return "takes one value, not a section or a list";

        return child.Value is { } value ? Fault(value, Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType) : null;
    }

    private static string? Fault(string value, Type type)
    {
        if (type == typeof(TimeSpan) && long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            return FormattableString.Invariant($"is \"{value}\", which .NET takes for days: write hours, minutes and seconds, such as 00:00:{(number is > 0 and < 60 ? number : 30):00} for {(number is > 0 and < 60 ? number : 30)} seconds");

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            // An address is not repeated: whoever puts a password into one does not want to find it in a log.
            return type == typeof(Uri) ? $"is not {Expected(type)}" : $"is \"{value}\", which is not {Expected(type)}";
        }
    }

    private static string Expected(Type type) =>
        type == typeof(TimeSpan) ? "a time: write hours, minutes and seconds, such as 00:00:30"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(bool) ? "true or false"
        : type == typeof(Uri) ? "an address"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : "a number";

    private static PropertyInfo? Find(Type options, string key) =>
        options.GetProperties().FirstOrDefault(property => string.Equals(property.Name, key, StringComparison.OrdinalIgnoreCase));

    private static bool IsKnown(PropertyInfo option) =>
        IsGroup(option) || TypeDescriptor.GetConverter(option.PropertyType).CanConvertFrom(typeof(string));

    private static bool IsGroup(PropertyInfo option) =>
        option.PropertyType is { IsClass: true } type && type.Assembly == typeof(IterableClientOptions).Assembly;
}
