using System.Globalization;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Reading;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Mapping;

/// <summary>Makes records, in JSON, of the rows of an input.</summary>
internal sealed class ColumnMap
{
    private const int MostPlaces = 10_000;

    // Less is no time since 1970 in seconds or milliseconds but a date such as 20260114, a year, or the day of a spreadsheet.
    private const double LeastTime = 1e8;

    private const string NoTime = "is a number and no seconds or milliseconds since 1970";

    private readonly RecordShape _shape;
    private readonly ColumnOptions _options;
    private readonly IReadOnlyDictionary<string, string> _fieldTypes;
    private readonly bool _isText;
    private readonly Dictionary<(string Column, bool HasPaths), Place?> _places = [];
    private readonly List<(Place Place, JToken Value)> _sets;
    private readonly List<string[]> _dates;
    private readonly List<string> _times;

    /// <param name="shape">The members of a record.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="fieldTypes">The types of the project's fields, by their names with periods between levels.</param>
    /// <param name="reader">What reads the rows.</param>
    /// <exception cref="ToolException">An option names a member that there is not.</exception>
    public ColumnMap(RecordShape shape, ColumnOptions options, IReadOnlyDictionary<string, string> fieldTypes, RowReader reader)
    {
        (_shape, _options, _fieldTypes, _isText) = (shape, options, fieldTypes, reader.IsText);
        foreach (var (column, type) in options.Types.Where(type => !TextValue.Types.Contains(type.Value)))
            throw ToolException.Usage($"--type {column}={type}: a type is {string.Join(", ", TextValue.Types)}.");
        foreach (var (column, member) in options.Maps.Where(map => shape.PathOf(map.Value, hasPaths: true) is null))
            throw ToolException.Usage($"--map {column}={member}: {NoPlace(member)}");
        _times = [.. shape.Times];
        _sets = [.. options.Sets.Select(Set)];
        _dates = [.. fieldTypes.Where(field => field.Value == "date").Select(field => field.Key.Split('.'))];
    }

    /// <summary>The columns that came so far, with their places; without a place where they are left out.</summary>
    public IEnumerable<KeyValuePair<string, Place?>> Places => _places.DistinctBy(place => place.Key.Column).Select(place => KeyValuePair.Create(place.Key.Column, place.Value));

    /// <summary>The columns that an option names, with the option, and that did not come.</summary>
    public IEnumerable<(string Option, string Column)> Missing => _options.Columns.ExceptBy(_places.Keys.Select(place => place.Column), said => said.Column);

    /// <summary>Looks at columns that are known before there are rows.</summary>
    /// <exception cref="ToolException">They make no records.</exception>
    public void Check(IReadOnlyList<string> columns)
    {
        if (columns.Count == 0)
            return;

        if (_options.Columns.FirstOrDefault(said => !columns.Contains(said.Column)) is { Column: { } missing } at)
            throw ToolException.Usage($"{at.Option} {missing}: there is no such column. There are {string.Join(", ", columns)}.");

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (PlaceOf(column, hasPaths: true, out var problem) is not { } place)
            {
                if (problem is not null)
                    throw ToolException.Usage($"Column {column}: {problem} Leave it out with --omit {column}, or say where it goes with --map {column}=member.");
                continue;
            }

            if (taken.FirstOrDefault(other => IsWithin(other.Key, place.Name) || IsWithin(place.Name, other.Key)) is { Value: { } other })
                throw ToolException.Usage($"Columns {other} and {column} both go to {place.Name}. Leave one out with --omit {column}, or say where it goes with --map {column}=member.");
            taken.Add(place.Name, column);
        }

        if (!_shape.Identifiers.Any(identifier => taken.ContainsKey(identifier) || _sets.Any(set => set.Place.Name == identifier)))
            throw ToolException.Usage($"No column is {string.Join(" or ", _shape.Identifiers)}, which a record needs. Say which one is with --map column={_shape.Identifiers[0]}. There are {string.Join(", ", columns)}.");
    }

    /// <summary>Makes the record of a row.</summary>
    /// <returns>The record, or what is wrong with the row.</returns>
    /// <param name="row">Its values.</param>
    /// <param name="hasPaths">Whether a period in a name stands between the levels of nested members.</param>
    public (JObject? Record, RowFlaw? Flaw) Record(JObject row, bool hasPaths)
    {
        var record = new JObject();
        foreach (var (column, value) in row)
        {
            if (PlaceOf(column, hasPaths, out var problem) is not { } place)
            {
                if (problem is not null)
                    return (null, new RowFlaw(new BulkReason("no-place"), $"has {column}: {problem}"));
                continue;
            }

            var token = value!;
            if (place.Type is not null && (_isText || place.IsSaid) && token is JValue { Value: string text })
            {
                if (TextValue.TryRead(text, place.Type) is { } read)
                    token = read;
                else if (place.IsStrict)
                    return (null, new RowFlaw(BulkReason.WrongType, $"has a {place.Name} that is no {place.Type}"));
            }

            if (!TryPut(record, place.Path, token))
                return (null, new RowFlaw(new BulkReason("no-place"), $"has {column} and another value for {place.Name}"));
        }

        foreach (var (place, value) in _sets.Where(set => At(record, set.Place.Path) is null))
        {
            if (!TryPut(record, place.Path, value))
                return (null, new RowFlaw(new BulkReason("no-place"), $"has no room for {place.Name}"));
        }

        // As a text it would be another id: 12345.0.
        if (_shape.Identifiers.FirstOrDefault(identifier => At(record, identifier.Split('.')) is { Type: JTokenType.Float }) is { } fraction)
            return (null, new RowFlaw(BulkReason.WrongType, $"has a {fraction} that is a number with a fraction"));
        if (_times.FirstOrDefault(time => record[time] is { } value && IsNoTime(value)) is { } moment)
            return (null, new RowFlaw(BulkReason.WrongType, $"has a {moment} that {NoTime}"));
        if (_shape.Fields is { } name && record[name] is JObject fields)
            WriteDates(fields);
        return (record, null);
    }

    private Place? PlaceOf(string column, bool hasPaths, out string? problem)
    {
        problem = null;
        if (_places.TryGetValue((column, hasPaths), out var known))
            return known;

        Place? place = null;
        if (_options.Takes(column))
        {
            var member = _options.Maps.GetValueOrDefault(column);
            if (_shape.PathOf(member ?? column, hasPaths || member is not null) is not { } path)
            {
                problem = NoPlace(member ?? column);
                return null;
            }

            place = PlaceAt(path, _options.Types.GetValueOrDefault(column));
        }

        // Lines of JSON can have any number of names.
        if (_places.Count < MostPlaces)
            _places.Add((column, hasPaths), place);
        return place;
    }

    private Place PlaceAt(IReadOnlyList<string> path, string? said)
    {
        var ofMember = _shape.TypeOf(path);
        var ofField = path[0] == _shape.Fields ? _fieldTypes.GetValueOrDefault(string.Join('.', path.Skip(1))) : null;
        return new Place(path, said ?? ofMember ?? ofField, said is not null || ofMember is not null, said is not null);
    }

    private (Place Place, JToken Value) Set(KeyValuePair<string, string> set)
    {
        var place = PlaceAt(_shape.PathOf(set.Key, hasPaths: true) ?? throw ToolException.Usage($"--set {set.Key}: {NoPlace(set.Key)}"), null);
        var value = TextValue.TryRead(set.Value, place.Type) ?? throw ToolException.Usage($"--set {set.Key}={set.Value} is no {place.Type}.");
        return _times.Contains(place.Name) && IsNoTime(value) ? throw ToolException.Usage($"--set {set.Key}={set.Value} {NoTime}.") : (place, value);
    }

    private static bool IsNoTime(JToken value) =>
        value is JValue && double.TryParse(value.ToString(Formatting.None).Trim('"', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < LeastTime;

    private string NoPlace(string name) => _shape.Fields is null
        ? $"a record has {string.Join(", ", _shape.Members)}, and no {name}."
        : $"a record has no place for {name}.";

    // A date that the project knows for one is written in a form that the service takes for one, wherever it came from.
    private void WriteDates(JObject fields)
    {
        foreach (var path in _dates)
        {
            if ((fields[string.Join('.', path)] ?? At(fields, path)) is JValue { Value: string text } value && DateText.TryOf(text) is { } date)
                value.Value = date;
        }
    }

    private static JToken? At(JObject record, IReadOnlyList<string> path)
    {
        JToken? at = record;
        foreach (var name in path)
            at = (at as JObject)?[name];
        return at;
    }

    private static bool TryPut(JObject record, IReadOnlyList<string> path, JToken value)
    {
        for (var i = 0; i < path.Count - 1; i++)
        {
            if (record[path[i]] is not { } next)
                record[path[i]] = next = new JObject();
            if (next is not JObject members)
                return false;
            record = members;
        }

        if (record[path[^1]] is not { } there)
        {
            record[path[^1]] = value.DeepClone();
            return true;
        }

        return there is JObject && value is JObject more && more.Properties().All(member => TryPut((JObject)there, [member.Name], member.Value));
    }

    private static bool IsWithin(string path, string other) => path == other || path.StartsWith($"{other}.", StringComparison.Ordinal);
}
