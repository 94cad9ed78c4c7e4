namespace Iterable.Generator.Diagnostics;

/// <summary>One finding, addressed to a person: what is wrong, where, and what to do about it.</summary>
/// <param name="Severity">Whether it stops the generator.</param>
/// <param name="Code">One of <see cref="DiagnosticCode"/>.</param>
/// <param name="Message">One line of plain English.</param>
/// <param name="At">The place in a file, when there is one.</param>
public sealed record Diagnostic(Severity Severity, string Code, string Message, SourceMark? At)
{
    // MSBuild needs an origin before the category to recognise a line as an error of the build.
    private const string Tool = "Iterable.Generator";

    /// <summary>MSBuild's canonical form, <c>file(line,column): error CODE: message</c>, so that <c>dotnet build</c> reports it as its own.</summary>
    public override string ToString() =>
        $"{At?.ToString() ?? Tool}: {(Severity is Severity.Error ? "error" : "warning")} {Code}: {Message}";
}

/// <summary>Whether a finding stops the generator.</summary>
public enum Severity
{
    /// <summary>Listed; the output is written all the same.</summary>
    Warning,

    /// <summary>Nothing is written and the exit code is 1.</summary>
    Error,
}
