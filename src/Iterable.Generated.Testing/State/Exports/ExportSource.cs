namespace Iterable.Generated.Testing;

/// <summary>Records of one data type that a test has put on the server, in memory or made while they are read.</summary>
internal sealed record ExportSource(string DataType, IEnumerable<ExportRow> Rows);
