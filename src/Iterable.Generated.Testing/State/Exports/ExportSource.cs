namespace Iterable.Generated.Testing;

/// <summary>Records of one data type that a test has put on the server.</summary>
internal sealed record ExportSource(string DataType, IExportRows Rows);
