namespace Iterable.Generated.Testing;

/// <summary>A success that has nothing to say: 204.</summary>
internal sealed class NoContentAnswer() : Answer(204)
{
    public override string? ContentType => null;

    public override Task WriteBodyAsync(Stream body, CancellationToken cancellationToken) => Task.CompletedTask;
}
