namespace Iterable.Generated.Testing;

/// <summary>What a job exports.</summary>
/// <param name="DataType">The type of data.</param>
/// <param name="Period">The window.</param>
/// <param name="Query">The records.</param>
/// <param name="Text">The form they are written in.</param>
internal sealed record ExportRequest(string DataType, ExportPeriod Period, ExportQuery Query, ExportText Text);
