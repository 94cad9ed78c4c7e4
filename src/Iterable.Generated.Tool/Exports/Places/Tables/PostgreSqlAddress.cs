using System.Data.Common;
using Iterable.Generated.Tool.Hosting;
using Npgsql;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>Which PostgreSQL: what is given, before ITERABLE_POSTGRES, before the variables that PostgreSQL's own programs take.</summary>
internal static class PostgreSqlAddress
{
    private const string Option = "--out";
    private const string Variable = "ITERABLE_POSTGRES";

    private static readonly (string Variable, string Keyword)[] Variables =
    [
        ("PGHOST", "Host"), ("PGPORT", "Port"), ("PGDATABASE", "Database"), ("PGUSER", "Username"), ("PGPASSWORD", "Password"), ("PGPASSFILE", "Passfile"),
        ("PGSSLMODE", "SSL Mode"), ("PGSSLROOTCERT", "Root Certificate"), ("PGSSLCERT", "SSL Certificate"), ("PGSSLKEY", "SSL Key"),
    ];

    /// <summary>Puts together what is said where. No message has what was given, which can hold a password.</summary>
    /// <exception cref="ToolException">No server is named, or what names it cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(string given, ToolHost host)
    {
        // A statement takes as long as its data wants, and between two of them a job can run for hours.
        var settings = new NpgsqlConnectionStringBuilder { ApplicationName = "itbl", CommandTimeout = 0, KeepAlive = 30, TcpKeepAlive = true };
        foreach (var (variable, keyword) in Variables)
        {
            if (host.Variable(variable) is { Length: > 0 } value)
                Set(settings, keyword, value, variable);
        }

        var (text, source) = given.Length > 0 ? (given, Option) : (host.Variable(Variable)?.Trim() ?? "", Variable);
        foreach (var (keyword, value) in text.Contains("://", StringComparison.Ordinal) ? OfAddress(text, source) : OfConnectionString(text, source))
        {
            Set(settings, keyword, value, source);
            if (source == Option && keyword.Equals("Password", StringComparison.OrdinalIgnoreCase))
                host.Warn($"{Option} shows the password to other users of this machine and to the history of the shell; {Variable}, PGPASSWORD and a password file do not.");
        }

        // A pool would keep the connection, and with it the lock.
        settings.Pooling = false;
        return string.IsNullOrEmpty(settings.Host)
            ? throw ToolException.Usage($"Which PostgreSQL? Set PGHOST and PGDATABASE, or {Variable} to a connection string or an address (postgres://host/database), or give one with {Option}.")
            : settings;
    }

    private static IEnumerable<(string Keyword, string Value)> OfConnectionString(string text, string source)
    {
        DbConnectionStringBuilder parts;
        try
        {
            parts = new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw ToolException.Usage($"{source} is no connection string, such as Host=db;Database=warehouse;Username=loader, and no address, such as postgres://loader@db/warehouse.");
        }

        foreach (string keyword in parts.Keys)
            yield return (keyword is "pwd" or "psw" ? "Password" : keyword, (string)parts[keyword]);
    }

    // As libpq takes it: postgres://user:password@host:port/database?sslmode=require
    private static IEnumerable<(string Keyword, string Value)> OfAddress(string text, string source)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("postgres" or "postgresql"))
            throw ToolException.Usage($"{source} is no address of PostgreSQL, such as postgres://loader@db:5432/warehouse. Letters with a meaning, such as @ in a password, are written as %40.");

        var user = address.UserInfo.Split(':', 2);
        (string Keyword, string Value)[] parts =
        [
            ("Host", address.Host.Trim('[', ']')), ("Port", address.Port > 0 ? $"{address.Port}" : ""), ("Database", address.AbsolutePath.TrimStart('/')),
            ("Username", user[0]), ("Password", user.Length > 1 ? user[1] : ""),
            .. address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0].Replace('_', ' '), pair.Length > 1 ? pair[1] : "")),
        ];
        foreach (var (keyword, value) in parts.Where(part => part.Value.Length > 0))
            yield return (keyword == "connect timeout" ? "Timeout" : keyword, Uri.UnescapeDataString(value));
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string keyword, string value, string source)
    {
        try
        {
            // verify-full, as PostgreSQL's own programs have it.
            settings[keyword] = keyword.Replace(" ", "", StringComparison.Ordinal).Equals("sslmode", StringComparison.OrdinalIgnoreCase) ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw ToolException.Usage($"{source} has a value for {keyword} that cannot be, or this is nothing that a connection has.");
        }
    }
}
