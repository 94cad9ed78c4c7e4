namespace Iterable.Generated.Testing;

/// <summary>A place among the records of an export, from which they can be gone through without those before it.</summary>
/// <param name="Source">The number of the source.</param>
/// <param name="Row">How many records of it, wanted or not, lie before the place.</param>
internal readonly record struct ExportPosition(int Source, long Row);
