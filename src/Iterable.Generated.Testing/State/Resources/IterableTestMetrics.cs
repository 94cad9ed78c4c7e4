namespace Iterable.Generated.Testing;

/// <summary>Metrics that the server answers as CSV. The columns are those of the rows asked for, as in the service, where they vary by medium.</summary>
public sealed class IterableTestMetrics
{
    private readonly ProjectState _state;
    private readonly MetricsTable _table;

    internal IterableTestMetrics(ProjectState state, MetricsTable table) => (_state, _table) = (state, table);

    /// <summary>Adds a row.</summary>
    /// <param name="id">The id of the campaign or the experiment.</param>
    /// <param name="columns">
    /// The further columns, as a dictionary, an anonymous object or a <see cref="Newtonsoft.Json.Linq.JObject" />; their names are
    /// those of the service, such as <c>Total Email Opens</c>.
    /// </param>
    /// <param name="campaignId">For an experiment: the campaign it belongs to.</param>
    public void Add(long id, object columns, long? campaignId = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var members = WireJson.Members(columns);
        lock (_state.Gate)
            _table.Add(id, campaignId, members);
    }
}
