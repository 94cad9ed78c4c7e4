using System.Diagnostics;

namespace Iterable.Generated.Testing;

/// <summary>
/// Shows each answer to an operation, before it is sent, to whoever listens to <c>Iterable.Generated.Testing</c>. What a listener throws becomes the answer.
/// </summary>
internal static class AnswerListener
{
    private static readonly DiagnosticListener Listener = new("Iterable.Generated.Testing");

    public static void Show(ApiOperation operation, Answer answer)
    {
        if (Listener.IsEnabled() && answer is TextAnswer text)
            Listener.Write("Answer", new { operation.Method, operation.Path, answer.Status, Body = text.ToString() });
    }
}
