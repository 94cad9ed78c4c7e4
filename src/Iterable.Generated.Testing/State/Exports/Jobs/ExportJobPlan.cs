namespace Iterable.Generated.Testing;

/// <summary>What is to go wrong with one job.</summary>
/// <param name="AfterFiles">How many files it makes before.</param>
/// <param name="Fails">Whether it fails then, for good.</param>
/// <param name="Restarts">How often it goes back to wait then.</param>
internal sealed record ExportJobPlan(int AfterFiles, bool Fails, int Restarts);
