namespace Iterable.Generated.Tool.Hosting;

/// <summary>How a command ends, for scripts. The numbers are documented, and stay.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something went wrong on the way; the error output says what.</summary>
    public const int Failure = 1;

    /// <summary>The command line, a file it names or the configuration is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Done, but for records that were refused; they are in a file, with the reason.</summary>
    public const int Refused = 3;

    /// <summary>Interrupted from outside, as shells count it for SIGINT.</summary>
    public const int Interrupted = 130;

    public const string Explanation = """
        Exit codes:
          0    done
          1    something went wrong on the way; the error output says what
          2    the command line, a file it names or the configuration is wrong; nothing was done
          3    done, but for records that were refused
          130  interrupted (Ctrl+C)
        """;
}
