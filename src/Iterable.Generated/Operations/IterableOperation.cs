namespace Iterable.Generated;

/// <summary>What is known of one operation of the API before it is called. All of them are in <see cref="IterableOperations" />.</summary>
public sealed class IterableOperation
{
    internal IterableOperation(
        string id,
        string method,
        string path,
        string tag,
        IterableRateLimit? rateLimit,
        IterableRetrySafety retrySafety,
        IterableKeyType[] keyTypes,
        string emailName = "email",
        string userIdName = "userId",
        bool emptyForUnknownUser = false,
        string[]? answer = null,
        int? maxBodySize = null,
        BulkFacts? bulk = null)
    {
        Id = id;
        Method = MethodOf(method);
        Path = path;
        Tag = tag;
        RateLimit = rateLimit;
        RetrySafety = retrySafety;
        KeyTypes = Array.AsReadOnly(keyTypes);
        EmailName = emailName;
        UserIdName = userIdName;
        EmptyForUnknownUser = emptyForUnknownUser;
        Answer = answer ?? [];
        MaxBodySize = maxBodySize;
        Bulk = bulk;
    }

    /// <summary>The operationId of the specification, such as <c>getUserByEmail</c>. It names one operation.</summary>
    public string Id { get; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path below the base address, with names in the place of values, such as <c>/users/{email}</c>.</summary>
    public string Path { get; }

    /// <summary>The part of the API it belongs to, such as <c>Users</c>.</summary>
    public string Tag { get; }

    /// <summary>How often it may be called, or <see langword="null" /> where Iterable publishes no limit.</summary>
    public IterableRateLimit? RateLimit { get; }

    /// <summary>Whether it can be sent a second time without doing its work twice.</summary>
    public IterableRetrySafety RetrySafety { get; }

    /// <summary>The types of API key that may call it; empty where that is not known. More are announced: it is an open set.</summary>
    public IReadOnlyList<IterableKeyType> KeyTypes { get; }

    /// <summary>How many bytes a body can have, or <see langword="null" /> where that is not known. A larger one is refused before it is sent.</summary>
    public int? MaxBodySize { get; }

    /// <summary>The parameter or member that names its user by e-mail address, where it has one.</summary>
    internal string EmailName { get; }

    /// <summary>The parameter or member that names its user by id, where it has one.</summary>
    internal string UserIdName { get; }

    /// <summary>Whether it looks up a user, and an unknown one is an empty answer.</summary>
    internal bool EmptyForUnknownUser { get; }

    /// <summary>The members that every answer has, unless it is the plain envelope with a code.</summary>
    internal string[] Answer { get; }

    /// <summary>What is known of it as a call for many records, where it is one.</summary>
    internal BulkFacts? Bulk { get; }

    private static HttpMethod MethodOf(string method) => method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        _ => new HttpMethod(method),
    };

    /// <summary>Id, method and path template: what messages and logs call the operation.</summary>
    /// <returns>For example <c>getUserByEmail (GET /users/{email})</c>.</returns>
    public override string ToString() => $"{Id} ({Method} {Path})";
}
