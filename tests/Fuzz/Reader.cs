using System.Text;

namespace Iterable.Fuzz;

/// <summary>A reader of what comes from outside.</summary>
/// <param name="Name">What it is called in arguments and files.</param>
/// <param name="Seeds">Inputs in the forms that are really read.</param>
/// <param name="Words">Pieces that mean something to it.</param>
/// <param name="ReadAsync">Reads an input, which comes in pieces of the sizes given. Throws for what is not documented.</param>
/// <param name="IsWhole">Whether it is always given all of an input at once.</param>
internal sealed record Reader(string Name, IReadOnlyList<string> Seeds, IReadOnlyList<string> Words, Func<byte[], int[], Task<Outcome>> ReadAsync, bool IsWhole = false)
{
    /// <summary>Stands in the seeds for what a message must not show: personal data of a record or an answer.</summary>
    public const string Planted = "planted@example.com";

    public static IReadOnlyList<Reader> All { get; } = [.. Readers.Exports.All, .. Readers.Answers.All, .. Readers.Texts.All, .. Readers.Generator.All];

    /// <summary>The seeds as they come over the wire.</summary>
    public IReadOnlyList<byte[]> Inputs => [.. Seeds.Select(Encoding.UTF8.GetBytes)];
}

/// <summary>What came of an input.</summary>
internal sealed class Outcome
{
    private readonly StringBuilder _result = new();
    private readonly StringBuilder _messages = new();

    /// <summary>All of it, to compare.</summary>
    public string Text => $"{_result}{_messages}";

    /// <summary>What an application would log.</summary>
    public string Messages => _messages.ToString();

    public void Add(object? read) => _result.Append(read).Append('\n');

    public void AddMessage(object? message) => _messages.Append(message).Append('\n');

    /// <summary>Takes what an exception says, without the places in the code it went through.</summary>
    public void Fail(Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
            AddMessage($"{at.GetType().Name}: {at.Message}");
    }
}
