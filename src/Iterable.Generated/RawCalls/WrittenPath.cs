namespace Iterable.Generated;

/// <summary>A path that a caller wrote out, as it stands below the base address. No message repeats it: it may hold an e-mail address.</summary>
internal sealed class WrittenPath
{
    private const string Api = "api/";

    private WrittenPath(string path, string query) => (Path, Query) = (path, query);

    /// <summary>The path below the base address, without a slash before it.</summary>
    public string Path { get; }

    /// <summary>What follows the question mark; empty where there is none.</summary>
    public string Query { get; }

    /// <exception cref="ArgumentException">It is none, or leads away from the base address.</exception>
    public static WrittenPath Read(string path, ApiBaseAddress baseAddress)
    {
        if (path is null)
            throw new ArgumentNullException(nameof(path));

        var below = IsAbsolute(path) ? Below(path, baseAddress) : WithoutApi(path);
        var query = below.IndexOf('?');
        var written = query < 0 ? new WrittenPath(below, "") : new WrittenPath(below.Substring(0, query), below.Substring(query + 1));
        if (written.Path.Length == 0)
            throw Refused("it is empty");
        if (("/" + written.Path).IndexOf("//", StringComparison.Ordinal) >= 0)
            throw Refused("it has '//', a segment without a text");
        if (below.IndexOf('#') >= 0 || below.IndexOf('\\') >= 0)
            throw Refused("it has a '#' or a '\\'; inside of a value they are escaped with Uri.EscapeDataString");
        if (below.Any(char.IsControl))
            throw Refused("it has control characters");

        // URL parsers drop it, and the value before would be another one.
        if (below.EndsWith(" ", StringComparison.Ordinal))
            throw Refused("it ends with a space; as a part of a value it is escaped with Uri.EscapeDataString");

        // URL parsers resolve them away, escaped or not, so that the path would be another one.
        if (written.Path.Split('/').Any(segment => Uri.UnescapeDataString(segment) is "." or ".."))
            throw Refused("it has a segment '.' or '..'");

        return written;
    }

    private static bool IsAbsolute(string path) =>
        path.IndexOf("://", StringComparison.Ordinal) is > 0 and var end && path.IndexOfAny(['/', '?', '#']) > end;

    private static string Below(string path, ApiBaseAddress baseAddress) =>
        Uri.TryCreate(path, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && baseAddress.Contains(address)
            ? address.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped).Substring(baseAddress.Uri.AbsolutePath.Length)
            : throw Refused($"it is an absolute address that does not begin with that of the client ({baseAddress.Uri.Host}), and the API key would leave with it");

    private static string WithoutApi(string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal))
            throw Refused("it begins with '//', which names another host");

        var below = path.StartsWith("/", StringComparison.Ordinal) ? path.Substring(1) : path;
        return below.StartsWith(Api, StringComparison.Ordinal) ? below.Substring(Api.Length)
            : below is "api" ? ""
            : below;
    }

    private static ArgumentException Refused(string reason) => new(
        $"The path cannot be called: {reason}. Give one as Iterable's documentation has it, such as /api/lists/42/size.", "path");
}
