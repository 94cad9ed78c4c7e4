using System.Text;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Input;

/// <summary>A text that a user gives: UTF-8, or what a mark at its beginning says.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <exception cref="ToolException">It is no UTF-8.</exception>
    public static async Task<string> ReadAsync(Stream input, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input, Strict);
        try
        {
            return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException)
        {
            throw ToolException.Usage($"{name} is no UTF-8.");
        }
    }
}
