using Iterable.Generated;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Options out of a section of the configuration, bound when all of it can be understood.</summary>
internal sealed class SectionOptions(string name, IConfiguration section) : IConfigureNamedOptions<IterableClientOptions>, IValidateOptions<IterableClientOptions>
{
    public void Configure(IterableClientOptions options) => Configure(Options.Options.DefaultName, options);

    public void Configure(string? optionsName, IterableClientOptions options)
    {
        if (optionsName != name)
            return;

        var faults = SectionFaults.Of(section);
        if (faults.Count > 0)
            throw new OptionsValidationException(name, typeof(IterableClientOptions), faults);

        section.Bind(options);
    }

    /// <summary>A key that is missing is explained by a section that is missing.</summary>
    public ValidateOptionsResult Validate(string? optionsName, IterableClientOptions options) =>
        optionsName == name && string.IsNullOrEmpty(options.ApiKey) && options.ApiKeyProvider is null && section is IConfigurationSection given && !given.Exists()
            ? ValidateOptionsResult.Fail($"The configuration has no section '{given.Path}'.")
            : ValidateOptionsResult.Skip;
}
