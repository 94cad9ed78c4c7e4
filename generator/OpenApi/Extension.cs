namespace Iterable.Generator.OpenApi;

/// <summary>The extensions that a specification or overlay can use to tell the generator what OpenAPI cannot say.</summary>
public static class Extension
{
    /// <summary>What all of them begin with.</summary>
    public const string Prefix = "x-iterable-";

    /// <summary>True for the name of an extension, ours or another's.</summary>
    public static bool IsExtension(string name) => name.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>The C# name of a schema's type, of a tag's client or of a parameter.</summary>
    public const string Name = "x-iterable-name";

    /// <summary>On a path item: the path to call instead.</summary>
    public const string Path = "x-iterable-path";

    /// <summary>On a date-time: how it travels.</summary>
    public const string Wire = "x-iterable-wire";

    /// <summary>On a free-form object property: true when it is turned into objects only once it is asked for.</summary>
    public const string Deferred = "x-iterable-deferred";

    /// <summary>On a property of an answer: the member inside of which the service may send it, in the place of beside it.</summary>
    public const string Within = "x-iterable-within";

    /// <summary>On a property: true when null, once it is set, is sent and removes what is there.</summary>
    public const string Clearable = "x-iterable-clearable";

    /// <summary>On a time of a request: how many days ahead the service takes it at most.</summary>
    public const string DaysAhead = "x-iterable-days-ahead";

    /// <summary>On an operation: how many bytes its body can have.</summary>
    public const string MaxBody = "x-iterable-max-body";

    /// <summary>On an operation: true when it is sent an object without members, which callers have nothing to say about.</summary>
    public const string EmptyBody = "x-iterable-empty-body";

    /// <summary>On an operation: <c>{permits, seconds, scope}</c>, or <c>unpublished</c>.</summary>
    public const string RateLimit = "x-iterable-rate-limit";

    /// <summary>On an operation: when it can be sent again after a failure that does not tell whether it was carried out.</summary>
    public const string Retry = "x-iterable-retry";

    /// <summary>On an operation: the kinds of API key that may call it, of those that <see cref="KeyTypesIn"/> finds.</summary>
    public const string KeyTypes = "x-iterable-key-types";

    /// <summary>On an operation: how its result continues on further pages.</summary>
    public const string Pagination = "x-iterable-pagination";

    /// <summary>On an operation: the parameters or members that name its user, <c>{email, userId}</c>, where they are not called so.</summary>
    public const string User = "x-iterable-user";

    /// <summary>On an operation that looks up a user: <c>empty</c> when an unknown one is an empty answer and no error.</summary>
    public const string UnknownUser = "x-iterable-unknown-user";

    /// <summary>On an operation: the lists in its query whose values may go out in several calls, when one address would be too long for them.</summary>
    public const string Split = "x-iterable-split";

    /// <summary>On an operation: the members that each of its answers has, unless it is the plain envelope with a code; one without them tells nothing.</summary>
    public const string Answer = "x-iterable-answer";

    /// <summary>On an operation that takes many records: <c>{records, record-bytes, ids}</c>, of which all but the first can be missing.</summary>
    public const string Bulk = "x-iterable-bulk";

    /// <summary>On a list in an answer that names records which failed: <c>{names, reason}</c>.</summary>
    public const string Failed = "x-iterable-failed";

    /// <summary>On an operation, parameter or schema: why it should not be used, and what to use instead.</summary>
    public const string Deprecated = "x-iterable-deprecated";

    /// <summary>On an enum: a map from value to the reason why it should not be used.</summary>
    public const string DeprecatedValues = "x-iterable-deprecated-values";

    /// <summary>On an enum: a map from value to its description.</summary>
    public const string Values = "x-iterable-values";

    /// <summary>On an enum: a map from value to the C# member, where the derived one is wrong.</summary>
    public const string ValueNames = "x-iterable-value-names";

    /// <summary>The schema whose values are the kinds of API key, and the C# type made from it.</summary>
    public const string KeyTypeSchema = "IterableKeyType";

    /// <summary>In the prepared document only: the description of each tag, by the name of its client.</summary>
    public const string Tags = "x-iterable-tags";

    /// <summary>True for an operation, a parameter or a schema that should not be used any more.</summary>
    public static bool IsDeprecated(JObject holder) => holder.IsTrue("deprecated") || holder.ContainsKey(Deprecated);

    /// <summary>The kinds of API key that a document names, in the schema that their C# type is made from; none in a document without it.</summary>
    public static IReadOnlyList<string> KeyTypesIn(JObject document) => document["components"].Member("schemas").Member(KeyTypeSchema).Member("enum").Texts();

    /// <summary>The value of <see cref="RateLimit"/> when Iterable publishes no limit.</summary>
    public const string Unpublished = "unpublished";
}
