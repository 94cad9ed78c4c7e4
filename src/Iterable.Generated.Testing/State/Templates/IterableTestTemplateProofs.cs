using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>The proofs of templates that were sent, in the order they were. Enumerating them gives those of that moment.</summary>
public sealed class IterableTestTemplateProofs : IEnumerable<IterableTestTemplateProof>
{
    private readonly ProjectState _state;

    internal IterableTestTemplateProofs(ProjectState state) => _state = state;

    /// <summary>How many there are.</summary>
    public int Count => Snapshot().Length;

    /// <summary>Checks that a proof was sent.</summary>
    /// <param name="templateId">The template.</param>
    /// <param name="email">The recipient; <see langword="null" /> for anyone.</param>
    /// <param name="dataFields">The data it has at least, as an anonymous object or a <see cref="Newtonsoft.Json.Linq.JObject" />.</param>
    /// <returns>The first such proof.</returns>
    /// <exception cref="IterableTestAssertionException">It was not; the message lists those that were sent.</exception>
    public IterableTestTemplateProof AssertSent(long templateId, string? email = null, object? dataFields = null)
    {
        var all = Snapshot();
        return all.FirstOrDefault(proof =>
                proof.TemplateId == templateId
                && (email is null || string.Equals(proof.Email, email, StringComparison.OrdinalIgnoreCase))
                && DataMatch.Contains(proof.DataFields, dataFields))
            ?? throw IterableTestAssertionException.Because(
                $"Expected a proof of the template {templateId}{(email is null ? "" : $" to {email}")}, found none.", "Sent in all", all);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestTemplateProof> GetEnumerator() => ((IEnumerable<IterableTestTemplateProof>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IterableTestTemplateProof[] Snapshot()
    {
        lock (_state.Gate)
            return [.. _state.TemplateProofs];
    }
}
