using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Library;

/// <summary>Reads a ledger with CsvHelper 33.</summary>
public static class Ledger
{
    public static decimal Total(string csv)
    {
        using var reader = new CsvReader(new StringReader(csv), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";" });
        return reader.GetRecords<Entry>().Sum(entry => entry.Amount);
    }

    public sealed class Entry
    {
        public string? Account { get; set; }

        public decimal Amount { get; set; }
    }
}
