using Iterable.Generated;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Checks options the way a client does, so that a host with wrong ones does not start.</summary>
internal sealed class OptionsCheck(string name) : IValidateOptions<IterableClientOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, IterableClientOptions options)
    {
        if (optionsName != name)
            return ValidateOptionsResult.Skip;

        try
        {
            using var handlers = new IterableMessageHandlers(options);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException e)
        {
            var problem = e.Message.Replace($" (Parameter '{e.ParamName}')", "");
            return ValidateOptionsResult.Fail(name.Length == 0 ? problem : $"Client '{name}': {problem}");
        }
    }
}
