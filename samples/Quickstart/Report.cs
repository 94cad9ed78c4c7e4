namespace Quickstart;

/// <summary>Takes what happened, a line a step.</summary>
internal interface IReport
{
    void Step(string step, string outcome);
}

/// <summary>Prints a table of two columns; a step that goes on is named once.</summary>
internal sealed class ConsoleReport(TextWriter output) : IReport
{
    private string? _last;

    public void Step(string step, string outcome)
    {
        output.WriteLine($"  {(step == _last ? "" : step),-10} {outcome}");
        _last = step;
    }
}
