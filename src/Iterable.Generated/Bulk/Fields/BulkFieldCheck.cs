using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Compares the fields of users with those that the project knows, before they are sent: a record with a value of another type is refused without
/// a call, which one such record would make fail for all.
/// </summary>
/// <remarks>
/// Make one with <see cref="FetchAsync" />, give it to the options of a lane, and keep it: it can serve several lanes, and asks the service once. It does not
/// learn of fields that come later; make another one for that. What Iterable itself does not tell here, its answer tells.
/// </remarks>
/// <example>
/// <code>
/// var check = await BulkFieldCheck.FetchAsync(iterable.Users);
/// var lane = iterable.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = check });
/// </code>
/// </example>
public sealed class BulkFieldCheck
{
    private const int MostNamesKept = 10_000;

    private readonly Node _fields = new();
    private readonly HashSet<string> _newFields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _datesAsText = new(StringComparer.Ordinal);

    /// <summary>Makes a check of fields that are known.</summary>
    /// <param name="fields">The type of each field by its name, as <see cref="GetUserFieldsResponse.Fields" /> has them; dots stand between the levels of nested ones.</param>
    public BulkFieldCheck(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var field in fields ?? throw new ArgumentNullException(nameof(fields)))
            _fields.Add(field.Key, field.Value);
    }

    /// <summary>
    /// Names of fields, with dots between levels, that records had and the project does not know: the service creates them, with the type of the first value that
    /// it gets, or drops them. At most 10,000 are kept.
    /// </summary>
    public IReadOnlyCollection<string> NewFields => Copy(_newFields);

    /// <summary>
    /// Names of fields with texts that look like dates in a form that the service stores as text, such as one with a fraction of seven digits: those that are new,
    /// or are texts already. At most 10,000 are kept.
    /// </summary>
    public IReadOnlyCollection<string> DatesAsText => Copy(_datesAsText);

    /// <summary>Asks the service for the fields of the project's users, once.</summary>
    /// <param name="users">The users of a client.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The check.</returns>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    public static async Task<BulkFieldCheck> FetchAsync(IUsersClient users, CancellationToken cancellationToken = default)
    {
        var answer = await (users ?? throw new ArgumentNullException(nameof(users))).GetUserFieldsAsync(cancellationToken).ConfigureAwait(false);
        return new BulkFieldCheck(answer.Fields ?? new Dictionary<string, string>());
    }

    /// <summary>Looks at the fields of a record.</summary>
    /// <returns>What is wrong with their types, or <see langword="null" />.</returns>
    internal Verdict? Check(ReadOnlySpan<byte> fields)
    {
        if (fields.IsEmpty)
            return null;

        List<IterableFieldTypeError>? errors = null;
        var reader = new Utf8JsonReader(fields, RecordFields.AnyDepth);
        reader.Read();
        Check(ref reader, _fields, "", ref errors);
        return errors is null ? null : Verdict.Refused(BulkReason.WrongType, exception: null, errors);
    }

    private void Check(ref Utf8JsonReader reader, Node parent, string path, ref List<IterableFieldTypeError>? errors)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var field = parent.Find(name);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                continue;

            var full = path + name;
            if (field is null)
                Keep(_newFields, full);
            else if (!Fits(reader, field))
                (errors ??= []).Add(new IterableFieldTypeError($"project:::{full}", new JObject { ["expectedType"] = field.TypeName, ["category"] = "user" }));

            if (reader.TokenType == JsonTokenType.String && (field is null || field.Type == FieldTypes.String) && LooksLikeDate(reader))
                Keep(_datesAsText, full);

            if (reader.TokenType == JsonTokenType.StartObject && field is { HasFields: true })
                Check(ref reader, field, full + ".", ref errors);
            else
                reader.Skip();
        }
    }

    private static bool Fits(Utf8JsonReader value, Node field) =>
        field.Type == FieldTypes.None
        || (FieldTypesOf.Value(value) & field.Type) != 0
        // Whether a number is taken for a time is for the service to tell.
        || (field.Type == FieldTypes.Date && value.TokenType == JsonTokenType.Number);

    private static bool LooksLikeDate(Utf8JsonReader value)
    {
        var text = value.GetString()!;
        return text.Length >= 8 && char.IsDigit(text[0]) && text.IndexOf('-') == 4
            && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out _)
            && !FieldTypesOf.IsDate(text);
    }

    private static void Keep(HashSet<string> names, string name)
    {
        lock (names)
        {
            if (names.Count < MostNamesKept)
                names.Add(name);
        }
    }

    private static string[] Copy(HashSet<string> names)
    {
        lock (names)
            return [.. names.OrderBy(name => name, StringComparer.Ordinal)];
    }

    /// <summary>A field, or the way to one.</summary>
    private sealed class Node
    {
        private readonly Dictionary<string, Node> _fields = new(StringComparer.Ordinal);

        public string? TypeName { get; private set; }

        public FieldTypes Type { get; private set; }

        public bool HasFields => _fields.Count > 0;

        public void Add(string name, string type)
        {
            var node = this;
            foreach (var part in name.Split('.'))
            {
                if (!node._fields.TryGetValue(part, out var next))
                    node._fields.Add(part, next = new Node());
                node = next;
            }

            node.TypeName = type;
            node.Type = FieldTypesOf.Named(type);
        }

        /// <summary>The field of that name, which can have dots.</summary>
        public Node? Find(string name)
        {
            if (_fields.TryGetValue(name, out var field))
                return field;

            var node = this;
            foreach (var part in name.Split('.'))
            {
                if (!node._fields.TryGetValue(part, out var next))
                    return null;
                node = next;
            }

            return node;
        }
    }
}
