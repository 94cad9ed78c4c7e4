using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>DuckDB itself, which has some 40 MB for each kind of machine and so is not in this tool: that of the machine is used.</summary>
internal static class DuckDbLibrary
{
    private const string Variable = "DUCKDB_LIBRARY";
    private const string Name = "duckdb";

    private static readonly Lock Gate = new();
    private static nint _library;

    /// <summary>Where it comes from and goes to, for people.</summary>
    public static string Where =>
        $"Get libduckdb 1.5 or newer (C/C++) from https://duckdb.org/docs/installation, and name it in {Variable}, or put it on the system's search path or into {AppContext.BaseDirectory}.";

    /// <summary>Loads it, once for the process.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static void Load(ToolHost host)
    {
        var assembly = typeof(NativeMethods).Assembly;
        nint library;
        if (host.Variable(Variable) is { Length: > 0 } path)
        {
            if (!NativeLibrary.TryLoad(path, out library))
                throw ToolException.Usage($"{Variable} is {path}, which cannot be loaded as the library of DuckDB on this machine. {Where}");
        }
        else if (!NativeLibrary.TryLoad(Name, assembly, null, out library))
        {
            throw ToolException.Usage($"There is no library of DuckDB on this machine. {Where}");
        }

        lock (Gate)
        {
            if (_library == 0)
                NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == Name ? _library : 0);
            _library = library;
        }
    }
}
