using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A valid call on its way to its behaviour.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="State">The state of the project the key belongs to; its lock is held.</param>
/// <param name="Parameters">Path and query, read and checked.</param>
/// <param name="Body">The body, read and checked; empty when there is none.</param>
/// <param name="BodyText">The body as it came.</param>
/// <param name="Address">The address without its query.</param>
internal sealed record ApiCall(ApiOperation Operation, ProjectState State, ParameterValues Parameters, JObject Body, string BodyText, string Address)
{
    /// <summary>The records that took effect so far, in their order.</summary>
    public List<IterableTestEffect> Effects { get; } = [];

    /// <summary>Who the body is about.</summary>
    public UserIdentity Identity => UserIdentity.Read(Body);

    /// <summary>The records of a bulk call, and whom each is about. All are read before one takes effect, since one that names nobody fails the call.</summary>
    /// <exception cref="Refusal">One of them names nobody.</exception>
    public (JObject Record, UserIdentity Identity)[] Records(string member) =>
        [.. Body[member]!.OfType<JObject>().Select(record => (record, UserIdentity.OfRecord(record)))];

    /// <summary>Answers JSON; its times go out in the form the schema of this operation says.</summary>
    public Answer Json(JObject body, int status = 200)
    {
        var schema = Operation.Responses.FirstOrDefault(response => response.Status == status)?.Json ?? Operation.Success?.Json;
        return TextAnswer.Json(WireTimes.Write(body, schema), status);
    }

    /// <summary>Remembers that a record took effect on a user, or an event of one.</summary>
    public void TookEffect(JObject record, UserIdentity identity, string? id = null, bool isRepeat = false) =>
        Effects.Add(new IterableTestEffect(Operation.Id, record, identity, id, isRepeat, State.Now));

    public Answer Success(string message = "", int status = 200) => Json(Envelope.Success(message), status);

    /// <summary>Answers that the change is accepted and carried out later, where the document has that, else that it is done.</summary>
    public Answer Accepted() => Success(status: Operation.Responses.Any(response => response.Status == 202) ? 202 : 200);
}
