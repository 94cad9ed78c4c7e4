namespace Iterable.Generated;

/// <content>Reading as an export.</content>
public sealed partial class IterableStreamResponse
{
    internal ExportBody ToExportBody(ExportReadOptions options, CancellationToken cancellationToken) =>
        new(Content, this, options, new IterableErrorDetails { Operation = _operation, StatusCode = StatusCode }, cancellationToken);
}
