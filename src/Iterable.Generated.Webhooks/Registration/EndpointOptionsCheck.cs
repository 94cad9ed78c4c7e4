using System.Text.RegularExpressions;
using Iterable.Generated;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Checks the options of an endpoint, so that a host with wrong ones does not start. No secret is in what it says.</summary>
internal sealed partial class EndpointOptionsCheck<TOptions>(string name, string? section) : IValidateOptions<TOptions>
    where TOptions : IterableEndpointOptions
{
    private static readonly string Kind = typeof(TOptions) == typeof(IterableWebhookOptions) ? "Webhook" : "Live Data";

    public ValidateOptionsResult Validate(string? optionsName, TOptions options)
    {
        if (optionsName != name)
            return ValidateOptionsResult.Skip;

        var faults = Faults(options).Select(fault => $"{Kind} options{(name.Length == 0 ? "" : $" '{name}'")}{(section is null ? "" : $" of the section '{section}'")}: {fault}").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(TOptions options)
    {
        if (!Enum.IsDefined(options.Scheme))
            yield return $"Scheme is {(int)options.Scheme}, which is none of {string.Join(", ", Enum.GetNames<IterableWebhookScheme>())}.";
        else if (options.Scheme is IterableWebhookScheme.None && options.Secrets.Count > 0)
            yield return "Secrets are set and Scheme is None, by which nobody would ask for them. Choose the scheme that is set in Iterable, or remove the secrets.";
        else if (options.Scheme is not IterableWebhookScheme.None && options.Secrets.Count == 0)
            yield return "Secrets is empty. Add the token that is set in Iterable, or, if anybody may call the endpoint, set Scheme to None.";

        if (options.Secrets.Any(secret => string.IsNullOrWhiteSpace(secret) || secret != secret.Trim() || secret.Any(c => c is < ' ' or > '~')))
            yield return "One of Secrets is empty, begins or ends with a space, or has characters that no header can carry (visible ASCII can be).";
        if (options.Scheme is IterableWebhookScheme.Header && !HeaderName().IsMatch(options.HeaderName ?? ""))
            yield return "Scheme is Header, so HeaderName has to be the name of the header with the secret, such as X-Iterable-Secret.";
        if (options.Scheme is not IterableWebhookScheme.Header && options.HeaderName is not null)
            yield return "HeaderName is set, which only Scheme Header reads.";

        if (options.MaxBodySize <= 0)
            yield return $"MaxBodySize is {options.MaxBodySize}; it is a number of bytes from 1.";
        if (options.MaxConcurrency <= 0)
            yield return $"MaxConcurrency is {options.MaxConcurrency}; it is a number of requests from 1.";
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromHours(1))
            yield return $"Timeout is {options.Timeout}; it is a time of more than zero and at most one hour.";
        foreach (var fault in options switch { IterableWebhookOptions webhook => Faults(webhook), IterableLiveDataOptions liveData => Faults(liveData), _ => [] })
            yield return fault;
    }

    private static IEnumerable<string> Faults(IterableWebhookOptions options)
    {
        if (options.KeepDuplicates <= TimeSpan.Zero || options.KeepDuplicates > TimeSpan.FromDays(365))
            yield return $"KeepDuplicates is {options.KeepDuplicates}; it is a time of more than zero and at most 365 days.";
        if (options.Kinds.Contains(default))
            yield return "One of Kinds is empty.";
    }

    private static IEnumerable<string> Faults(IterableLiveDataOptions options)
    {
        if (options.MaxAnswerSize <= 0)
            yield return $"MaxAnswerSize is {options.MaxAnswerSize}; it is a number of bytes from 1.";
        if (options.MaxAnswerDepth is <= 0 or > 64)
            yield return $"MaxAnswerDepth is {options.MaxAnswerDepth}; it is a number from 1 to 64.";
    }

    [GeneratedRegex(@"^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z")]
    private static partial Regex HeaderName();
}
