using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <content>Calls that are written out, for what this version does not know yet.</content>
public partial interface IIterableClient
{
    /// <summary>
    /// Makes a call that is written out, for an operation that this version does not have yet, and reads its answer as JSON. It goes the way of
    /// all calls: key and token, rate limit, retries, exceptions, telemetry.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Where method and path are those of an operation in <see cref="IterableOperations" />, its facts hold: rate limit, whether it is made again, what names its
    /// user. All others are one operation, <c>unlistedOperation</c>, in exceptions and telemetry, so that no name has an id in it; no limit is known
    /// for them, and they are made again only where <see cref="IterableSendOptions.RetrySafety" /> says so, or where nothing of them was processed.
    /// </para>
    /// <para>
    /// A body that is a model, a <see cref="JToken" /> or JSON text is sent as it stands. Another object is written by its public members, with a small first letter
    /// unless <c>[JsonPropertyName]</c> or <c>[JsonProperty]</c> names them, as <see cref="DataFields.From" /> does it; a trimmed application keeps that class with <c>DynamicDependency</c>.
    /// </para>
    /// </remarks>
    /// <param name="method">GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="path">
    /// The path as Iterable's documentation has it (<c>/api/lists/42/size</c>), or without <c>/api</c>, with the values in it escaped (<see cref="Uri.EscapeDataString(string)" />). It
    /// may have a query. An absolute address is taken when it begins with <see cref="BaseAddress" />, as the addresses of further pages do.
    /// </param>
    /// <param name="query">What stands in the query, after that of the path.</param>
    /// <param name="body">What is sent as JSON. A GET has none.</param>
    /// <param name="options">What is different for this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer; JSON's null where it was empty.</returns>
    /// <exception cref="ArgumentException">The path leads away from the address of the client, or something else cannot be sent. Nothing was sent.</exception>
    /// <exception cref="IterableException">The call failed; the type says how.</exception>
    Task<JToken> SendAsync(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a call that is written out and reads its answer into a class, as <see cref="SendAsync(HttpMethod, string, IterableQuery, object, IterableSendOptions, CancellationToken)" /> says.
    /// </summary>
    /// <typeparam name="T">
    /// A model of this package, or a class, list or dictionary of the caller's. Members are found with a small first letter, or by the name that
    /// <c>[JsonPropertyName]</c> or <c>[JsonProperty]</c> gives them.
    /// </typeparam>
    /// <param name="method">GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="path">The path as Iterable's documentation has it, with or without <c>/api</c>, or an absolute address below <see cref="BaseAddress" />.</param>
    /// <param name="query">What stands in the query, after that of the path.</param>
    /// <param name="body">What is sent as JSON. A GET has none.</param>
    /// <param name="options">What is different for this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The path leads away from the address of the client, something else cannot be sent, or the answer cannot be of this type (an interface, an abstract class, a type of System.Text.Json). Nothing was sent.</exception>
    /// <exception cref="IterableUnreadableResponseException">The answer is empty, or no JSON for the class.</exception>
    /// <exception cref="IterableException">The call failed; the type says how.</exception>
    Task<T> SendAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>
    /// Makes a call that is written out and reads its answer as text, whatever it is, as <see cref="SendAsync(HttpMethod, string, IterableQuery, object, IterableSendOptions, CancellationToken)" /> says.
    /// </summary>
    /// <param name="method">GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="path">The path as Iterable's documentation has it, with or without <c>/api</c>, or an absolute address below <see cref="BaseAddress" />.</param>
    /// <param name="query">What stands in the query, after that of the path.</param>
    /// <param name="body">What is sent as JSON. A GET has none.</param>
    /// <param name="options">What is different for this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer, empty where it was.</returns>
    /// <exception cref="ArgumentException">The path leads away from the address of the client, or something else cannot be sent. Nothing was sent.</exception>
    /// <exception cref="IterableUnknownUserException">There is no such user, also where the operation read as JSON would answer with an empty object.</exception>
    /// <exception cref="IterableException">The call failed; the type says how.</exception>
    Task<string> SendForTextAsync(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a call that is written out and hands out its answer while it arrives, as <see cref="SendAsync(HttpMethod, string, IterableQuery, object, IterableSendOptions, CancellationToken)" />
    /// says: for exports of any size. A page of HTML in the place of data is refused.
    /// </summary>
    /// <param name="method">GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="path">The path as Iterable's documentation has it, with or without <c>/api</c>, or an absolute address below <see cref="BaseAddress" />.</param>
    /// <param name="query">What stands in the query, after that of the path.</param>
    /// <param name="body">What is sent as JSON. A GET has none.</param>
    /// <param name="options">What is different for this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer; dispose it.</returns>
    /// <exception cref="ArgumentException">The path leads away from the address of the client, or something else cannot be sent. Nothing was sent.</exception>
    /// <exception cref="IterableUnknownUserException">There is no such user, also where the operation read as JSON would answer with an empty object.</exception>
    /// <exception cref="IterableException">The call failed; the type says how.</exception>
    Task<IterableStreamResponse> SendForStreamAsync(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default);
}
