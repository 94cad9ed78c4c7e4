using Iterable.Generated.Tool.Exports.Places;

namespace Iterable.Generated.Tool.Exports;

/// <summary>What the steps of an export work with.</summary>
internal sealed record ExportSteps(ExportRequest Request, ExportPlace Place, IterableClient Iterable, ExportReport Report, TimeProvider Time);
