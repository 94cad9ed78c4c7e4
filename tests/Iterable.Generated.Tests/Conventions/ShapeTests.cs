using System.Reflection;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>The shape of the public types: what NSwag's defaults would make of them, and what a mixed load of target frameworks breaks.</summary>
[TestFixture]
public sealed class ShapeTests
{
    private static readonly Type[] NarrowNumbers = [typeof(int), typeof(short), typeof(uint), typeof(float), typeof(double)];

    [Test]
    public void Nothing_public_is_set_once_or_required()
    {
        // A consumer's netstandard2.0 build calls `set` without the marker that our newer builds would have: MissingMethodException.
        var initOnly = PublicApi.Types.SelectMany(t => t.GetProperties())
            .Where(p => p.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ?? false);
        var required = PublicApi.Types.SelectMany(t => t.GetMembers().Append(t))
            .Where(m => m.CustomAttributes.Any(a => a.AttributeType.Name == "RequiredMemberAttribute"));

        Assert.That(initOnly.Select(PublicApi.NameOf), Is.Empty);
        Assert.That(required.Select(m => m.Name), Is.Empty);
    }

    [Test]
    public void Models_are_sealed_classes_that_keep_what_they_do_not_know()
    {
        Assert.That(PublicApi.Models, Has.Count.GreaterThan(50));
        Assert.That(PublicApi.Models.Where(t => !t.IsSealed || t.GetConstructors().Length != 1), Is.Empty);
    }

    [Test]
    public void Numbers_of_models_are_wide_enough()
    {
        var narrow = PublicApi.ModelProperties.Where(p => NarrowNumbers.Contains(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType));

        Assert.That(narrow.Select(PublicApi.NameOf), Is.Empty);
    }

    [Test]
    public void Times_are_offsets_with_a_wire_form()
    {
        var times = PublicApi.ModelProperties.Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(DateTimeOffset)).ToList();

        Assert.That(times, Is.Not.Empty);
        Assert.That(times.Select(PublicApi.TravellingAs).Where(p => p.GetCustomAttribute<JsonConverterAttribute>() is null).Select(PublicApi.NameOf), Is.Empty);
        Assert.That(PublicApi.ModelProperties.Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(DateTime)), Is.Empty);
    }

    [Test]
    public void Enums_of_the_API_are_open()
    {
        Assert.That(PublicApi.OpenEnums, Has.Count.GreaterThanOrEqualTo(11));
        Assert.That(PublicApi.ModelProperties.Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType).IsEnum).Select(PublicApi.NameOf), Is.Empty);
    }

    [Test]
    public void Value_typed_members_can_be_absent_unless_a_constructor_takes_them()
    {
        var always = PublicApi.ModelProperties.Where(p => p.PropertyType.IsValueType && Nullable.GetUnderlyingType(p.PropertyType) is null).ToList();

        Assert.That(always.Where(p => !p.DeclaringType!.GetConstructors()[0].GetParameters().Any(taken => string.Equals(taken.Name, p.Name, StringComparison.OrdinalIgnoreCase))).Select(PublicApi.NameOf), Is.Empty);
        Assert.That(always.Select(PublicApi.TravellingAs).Where(p => p.PropertyType.IsValueType && Nullable.GetUnderlyingType(p.PropertyType) is null && !typeof(IOpenEnum).IsAssignableFrom(p.PropertyType)).Select(PublicApi.NameOf), Is.Empty, "what was not read would be sent as zero");
    }

    [Test]
    public void Each_client_stands_behind_an_interface_and_on_the_root()
    {
        var onTheRoot = typeof(IIterableClient).GetProperties().Select(p => p.PropertyType).Where(t => t.IsInterface).ToList();

        Assert.That(PublicApi.ClientInterfaces.Where(i => i != typeof(IIterableClient)), Is.EquivalentTo(onTheRoot));
        Assert.That(typeof(IIterableClient).IsAssignableFrom(typeof(IterableClient)));
    }

    [Test]
    public void The_generated_code_stays_lean()
    {
        var lines = File.ReadLines(Repository.GeneratedCode).Count();

        Assert.That(lines, Is.InRange(1000, 19_999));
        Assert.That(lines / Wire.SpecDocument.Operations.Count, Is.LessThan(120), "lines for each operation, its models included");
    }
}
