using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>A file of an export job. A test that fakes one derives from it and overrides what the code under test calls.</summary>
public class ExportJobFile
{
    private readonly HttpClient _http;
    private readonly JobQuestions _questions;
    private readonly ExportAttempts _attempts;
    private readonly ExportJobOptions _options; // null in a fake
    private readonly ExportJobCheckpoint _before;
    private string? _url;

    internal ExportJobFile(HttpClient http, JobQuestions questions, ExportAttempts attempts, ExportJobOptions options, ExportJobCheckpoint before, string name, string? url)
    {
        _http = http;
        _questions = questions;
        _attempts = attempts;
        _options = options;
        _before = before;
        _url = url;
        Name = name;
        Checkpoint = before.After(name);
    }

    /// <summary>Makes a file that is fetched from nowhere; for fakes, which override what is called on them.</summary>
    /// <param name="checkpoint">Where to go on when it has been dealt with; its last file is this one.</param>
    protected ExportJobFile(ExportJobCheckpoint checkpoint)
    {
        Checkpoint = checkpoint ?? throw new ArgumentNullException(nameof(checkpoint));
        Name = checkpoint.LastFile ?? throw new ArgumentException("The checkpoint of a file names it as its last file.", nameof(checkpoint));
        (_http, _questions, _attempts, _options, _before) = (null!, null!, null!, null!, checkpoint);
    }

    /// <summary>The name of the file, which is its place in the order of the job.</summary>
    public string Name { get; }

    /// <summary>Where to go on when this file has been dealt with.</summary>
    public ExportJobCheckpoint Checkpoint { get; }

    /// <summary>Fetches the file and reads its records when all of it has arrived.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records, as <see cref="ReadAsync{T}" /> hands them out.</returns>
    /// <exception cref="IterableException">As <see cref="ReadAsync{T}" /> throws.</exception>
    public IAsyncEnumerable<ExportedEvent> ReadAsync(CancellationToken cancellationToken = default) => ReadAsync<ExportedEvent>(cancellationToken);

    /// <summary>
    /// Fetches the file and reads its records when all of it has arrived. A transfer that breaks is made again; a link that has
    /// expired is renewed.
    /// </summary>
    /// <typeparam name="T">What a record is to be; see <see cref="ExportReader" />.</typeparam>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records. Each enumeration fetches the file again.</returns>
    /// <exception cref="ExportInterruptedException">In all the attempts that the options allow, the file did not arrive whole, or had the service's message of an error in it.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="IterableException">The file is refused, also over a new link.</exception>
    /// <exception cref="NotSupportedException">The files are CSV, and the package Iterable.Generated.Csv is not installed. Nothing was fetched.</exception>
    public virtual async IAsyncEnumerable<T> ReadAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>([EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        _before.Form.Demand();
        var (spool, _) = await FetchAsync(cancellationToken).ConfigureAwait(false);
        using (spool)
        {
            using var body = new ExportBody(spool.Rewind(), _options, cancellationToken);
            await foreach (var record in _before.Form.ReadAsync<T>(body, _options, cancellationToken).ConfigureAwait(false))
                yield return record;
        }
    }

    /// <summary>
    /// Fetches the file and saves it under a name that it gets when all of it has arrived. Records that cannot be read are saved as they came; the handler of
    /// the job is told of them.
    /// </summary>
    /// <param name="path">The file to make.</param>
    /// <param name="options">Whether to compress, to replace and to check records; the rest is said by the options of the job. The defaults when null.</param>
    /// <param name="cancellationToken">Ends the download; no file is left.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="ExportInterruptedException">
    /// In all the attempts that the options of the job allow, the file did not arrive whole, ended inside of a record, or had the service's message of an error in
    /// the place of one. That the last row of CSV has no line end says nothing where the file has the length that was said.
    /// </exception>
    /// <exception cref="UnreadableExportRecordException">A record is larger than the options of the job allow, or a table has a header that cannot be read.</exception>
    /// <exception cref="IterableException">The file is refused, also over a new link.</exception>
    /// <exception cref="IOException">The file cannot be written, or exists.</exception>
    public virtual async Task DownloadAsync(string path, ExportDownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var target = new FileTarget(path, options?.Overwrite ?? false);
        await DownloadAsync(target.Content, options, cancellationToken).ConfigureAwait(false);
        await target.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Fetches the file and writes it to a stream when all of it has arrived. Records that cannot be read are written as they came; the handler of
    /// the job is told of them before.
    /// </summary>
    /// <param name="destination">Where to write. It stays open; nothing is written to it unless the file is whole.</param>
    /// <param name="options">Whether to compress and to check records; the rest is said by the options of the job. The defaults when null.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ExportInterruptedException">
    /// In all the attempts that the options of the job allow, the file did not arrive whole, ended inside of a record, or had the service's message of an error in
    /// the place of one. That the last row of CSV has no line end says nothing where the file has the length that was said.
    /// </exception>
    /// <exception cref="UnreadableExportRecordException">A record is larger than the options of the job allow, or a table has a header that cannot be read.</exception>
    /// <exception cref="IterableException">The file is refused, also over a new link.</exception>
    public virtual async Task DownloadAsync(Stream destination, ExportDownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (destination is null)
            throw new ArgumentNullException(nameof(destination));

        var (spool, isOfItsLength) = await FetchAsync(cancellationToken).ConfigureAwait(false);
        using (spool)
        {
            await TellAsync(spool, options?.CheckRecords ?? true, isOfItsLength, cancellationToken).ConfigureAwait(false);
            using var gzip = options?.Compress == true ? new GzipTarget(destination) : null;
            await spool.CopyToAsync(gzip is null ? destination.WriteAsync : gzip.WriteAsync, cancellationToken).ConfigureAwait(false);
            if (gzip is not null)
                await gzip.FinishAsync(cancellationToken).ConfigureAwait(false);
            await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a file that arrived whole once more, for the handler and the progress of the job, where there are any.</summary>
    private async Task TellAsync(WindowSpool spool, bool checkRecords, bool isOfItsLength, CancellationToken cancellationToken)
    {
        if (_options.Progress is null && !(checkRecords && _options.OnUnreadableRecord is not null))
            return;

        var options = checkRecords ? _options.Tolerating() : _options.Tolerating().PassingOver();
        options.AcceptUnterminatedLastRow |= isOfItsLength;

        using var body = new ExportBody(spool.Rewind(), options, cancellationToken);
        await (checkRecords ? _before.Form.CheckAsync(body, options, cancellationToken) : _before.Form.CheckEndAsync(body, options, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Fetches the file until it is whole, and tells whether it has the length that was said: without one, only its content tells that it is whole.</summary>
    private async Task<(WindowSpool Spool, bool IsOfItsLength)> FetchAsync(CancellationToken cancellationToken)
    {
        if (_options is null)
            throw ExportJob.NotOverridden("file");

        for (var attempt = 1; ; attempt++)
        {
            IterableException failure;
            var spool = new WindowSpool(_options.MemoryLimit, _options.SpillFolder);
            try
            {
                return (spool, await FetchAsync(spool, cancellationToken).ConfigureAwait(false));
            }
            catch (IterableException e)
            {
                spool.Dispose();
                e.Attempts = attempt;
                if (!_attempts.MayGoOnAfter(e, attempt) && !(IsExpired(e) && attempt < _options.MaxAttempts))
                    throw;

                failure = e;
                if (IsExpired(e))
                    await RenewAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                spool.Dispose();
                throw;
            }

            await _attempts.PauseAfterAsync(failure, attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> FetchAsync(WindowSpool spool, CancellationToken cancellationToken)
    {
        // A link that is not encrypted would show the data to everybody on the way.
        if (!Uri.TryCreate(_url, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            throw new IterableException($"The link to file {Name} of an export is no https address.", new IterableErrorDetails { StatusCode = HttpStatusCode.OK });

        using var response = await SendAsync(uri, cancellationToken).ConfigureAwait(false);
        if (PageGuard.IsPage(response.Content.Headers.ContentType?.MediaType))
            throw IsPage(response, page: null);

        var raw = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var decompressed = CompressedBodies.Decompressed(raw, response.Content.Headers);
        var length = ReferenceEquals(raw, decompressed) ? response.Content.Headers.ContentLength : null;
        var content = new PageGuard(decompressed, page => IsPage(response, page));
        var options = _options.Tolerating().PassingOver().Quietly();
        using (var body = new ExportBody(content, response, options, new IterableErrorDetails { StatusCode = response.StatusCode }, cancellationToken))
        {
            body.CopyTo(spool.WriteAsync);
            var chunk = new byte[64 * 1024];
            while (await body.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false) > 0)
            {
            }

            if (length is not null && length != body.BytesRead)
                throw body.Interrupted(ExportInterruption.ConnectionBroken, FormattableString.Invariant($"the file has {length} bytes"));
        }

        // Also with its length, a file can hold half a record, or the service's message of an error.
        options.AcceptUnterminatedLastRow |= length is not null;
        using var check = new ExportBody(spool.Rewind(), options, cancellationToken);
        await _before.Form.CheckEndAsync(check, options, cancellationToken).ConfigureAwait(false);
        return length is not null;
    }

    private async Task<HttpResponseMessage> SendAsync(Uri uri, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportFailure.Is(e, cancellationToken))
        {
            throw new IterableConnectionException(
                $"File {Name} of an export could not be fetched: {TransportFailure.Describe(e)}.", new IterableErrorDetails { SurelyNotSent = TransportFailure.IsSurelyNotSent(e) });
        }

        if (response.IsSuccessStatusCode)
            return response;

        using (response)
        {
            // The link and the answer to it can hold signatures: neither becomes part of the message.
            var text = await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false);
            throw new IterableException(
                FormattableString.Invariant($"File {Name} of an export was refused: HTTP {(int)response.StatusCode}."),
                new IterableErrorDetails { StatusCode = response.StatusCode, ResponseBody = text });
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var answer = await _questions.AskAsync(_before.LastFile, cancellationToken).ConfigureAwait(false);
        _url = answer.Files?.FirstOrDefault(link => link.File == Name)?.Url ?? _url;
    }

    private IterableUnreadableResponseException IsPage(HttpResponseMessage response, string? page) => new(
        $"File {Name} of an export is a page of HTML or XML in the place of data.", new IterableErrorDetails { StatusCode = response.StatusCode, ResponseBody = page });

    // 403 is what storage answers to a link whose time has passed.
    private static bool IsExpired(IterableException failure) => failure.StatusCode == HttpStatusCode.Forbidden;
}
