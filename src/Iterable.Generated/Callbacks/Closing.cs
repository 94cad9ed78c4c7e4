namespace Iterable.Generated;

/// <summary>Closing of streams and answers that are given up, which can be those of others.</summary>
internal static class Closing
{
    /// <summary>Closes something when a token is cancelled. An exception of it goes nowhere: from the callback of a token it would end the process.</summary>
    public static CancellationTokenRegistration CloseWhenCancelled(this IDisposable given, CancellationToken cancellationToken) =>
        cancellationToken.Register(static given => CloseQuietly((IDisposable)given!), given);

    /// <summary>Closes something whose failure is told already.</summary>
    public static void CloseQuietly(this IDisposable given)
    {
        try
        {
            given.Dispose();
        }
        catch (Exception)
        {
            // What it was closed for is what its reader is told.
        }
    }
}
