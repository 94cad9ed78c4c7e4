using System.CommandLine;
using Iterable.Generated.Tool.Imports.Mapping;
using Iterable.Generated.Tool.Imports.Places;
using Iterable.Generated.Tool.Imports.Reading;
using Iterable.Generated.Tool.Progress;

namespace Iterable.Generated.Tool.Imports;

/// <summary>What an import works with.</summary>
internal sealed record ImportSteps(IBulkClient Bulk, ParseResult Parsed, BulkFieldCheck? Check, RowReader Reader, ColumnMap Map, ImportPlace Place, ProgressReport Report, TimeProvider Time, bool IsDryRun);
