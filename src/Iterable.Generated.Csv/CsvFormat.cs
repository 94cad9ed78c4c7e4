using CsvHelper;

namespace Iterable.Generated;

/// <summary>How CSV is read.</summary>
internal static class CsvFormat
{
    /// <summary>
    /// The options of a reader. Malformed rows are told and then handed out, so none is lost in silence and its bytes are those that came; blank lines are
    /// handed out too, since in a table of one column they are rows. The header is read like a row, so that its size can be told.
    /// </summary>
    public static CsvReaderOptions Create(char delimiter, int maxRecordSize, Action<CsvMalformedRecord> onMalformedRecord)
    {
#if NET
        return new CsvReaderOptions
        {
            Separator = delimiter,
            MaxRecordSize = maxRecordSize,
            IncludeValuesInExceptions = false,
            SkipEmptyLines = false,
            HasHeader = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = onMalformedRecord,
        };
#else
        // These setters are init-only, which is part of their signature: an application that brings another build of CsvHelper
        // has none that this build of ours could call directly.
        var options = new CsvReaderOptions();
        Set(options, nameof(CsvReaderOptions.Separator), delimiter);
        Set(options, nameof(CsvReaderOptions.MaxRecordSize), maxRecordSize);
        Set(options, nameof(CsvReaderOptions.IncludeValuesInExceptions), false);
        Set(options, nameof(CsvReaderOptions.SkipEmptyLines), false);
        Set(options, nameof(CsvReaderOptions.HasHeader), false);
        Set(options, nameof(CsvReaderOptions.TrackLineNumbers), true);
        Set(options, nameof(CsvReaderOptions.MalformedData), CsvMalformedDataHandling.Recover);
        Set(options, nameof(CsvReaderOptions.OnMalformedRecord), onMalformedRecord);
        return options;
    }

    private static void Set(CsvReaderOptions options, string name, object value)
    {
        typeof(CsvReaderOptions).GetProperty(name)!.SetValue(options, value);
#endif
    }
}
