using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Snippets, found by id or by name. Their content is not looked into: neither Handlebars nor scripts are checked.</summary>
internal static partial class SnippetBehaviours
{
    private const int MaxNameLength = 100;

    public static void Register(BehaviourTable table)
    {
        table.On("listSnippets", call => call.Json(new JObject { ["snippets"] = new JArray(call.State.Snippets.All.OrderByDescending(snippet => snippet.Id).Select(snippet => Details(call, snippet))) }));
        table.On("createSnippet", Create);
        table.On("getSnippet", call => call.Json(new JObject { ["snippet"] = Details(call, Find(call)) }));
        table.On("updateSnippet", Update);
        table.On("deleteSnippet", Delete);
    }

    private static Answer Create(ApiCall call)
    {
        var name = (string)call.Body["name"]!;
        CheckName(name);
        return call.State.Snippets.FindByName(name) is null
            ? Add(call, name)
            : throw Refusal.BadParams($"Invalid value for name: the project has a snippet {name} already");
    }

    // By name it creates as well; by id there has to be one.
    private static Answer Update(ApiCall call)
    {
        var identifier = Identifier(call);
        if (call.State.Snippets.Find(identifier) is not { } snippet)
        {
            if (SnippetTable.IsId(identifier, out _))
                throw Missing(call);
            CheckName(identifier);
            return Add(call, identifier);
        }

        call.State.Snippets.Set(snippet.With(
            (string)call.Body["content"]!, (string?)call.Body["description"], Variables(call), Author(call), call.State.Now));
        return Id(call, snippet.Id);
    }

    private static Answer Delete(ApiCall call)
    {
        var snippet = Find(call);
        call.State.Snippets.Remove(snippet.Id);
        return Id(call, snippet.Id);
    }

    private static Answer Add(ApiCall call, string name)
    {
        var id = call.State.NextId();
        call.State.Snippets.Set(new IterableTestSnippet(
            id, name, (string)call.Body["content"]!, (string?)call.Body["description"], Variables(call) ?? [], Author(call), call.State.Now));
        return Id(call, id, 201);
    }

    private static Answer Id(ApiCall call, long id, int status = 200) => call.Json(new JObject { ["snippetId"] = id }, status);

    private static void CheckName(string name)
    {
        if (name.Length > MaxNameLength)
            throw Refusal.BadParams($"Invalid value for name: longer than {MaxNameLength} characters");
        if (!NamePattern().IsMatch(name))
            throw Refusal.BadParams($"Invalid value for name: {name}. Expected letters, digits, hyphens, underscores and spaces");
    }

    private static IterableTestSnippet Find(ApiCall call) => call.State.Snippets.Find(Identifier(call)) ?? throw Missing(call);

    private static Refusal Missing(ApiCall call) => Refusal.NotFound($"No snippet {Identifier(call)} in project {call.State.ProjectId}");

    private static string Identifier(ApiCall call) => call.Parameters.Text("identifier")!;

    private static string[]? Variables(ApiCall call) => (call.Body["variables"] as JArray)?.Select(name => (string)name!).ToArray();

    private static string Author(ApiCall call) => (string?)call.Body["createdByUserId"] ?? ResourceDefaults.Owner;

    private static JObject Details(ApiCall call, IterableTestSnippet snippet)
    {
        var details = new JObject
        {
            ["id"] = snippet.Id,
            ["projectId"] = call.State.ProjectId,
            ["name"] = snippet.Name,
            ["content"] = snippet.Content,
            ["variables"] = new JArray(snippet.Variables),
            ["createdAt"] = snippet.CreatedAt,
            ["createdBy"] = snippet.CreatedBy,
            ["updatedAt"] = snippet.UpdatedAt,
            ["updatedBy"] = snippet.UpdatedBy,
        };
        details.SetIfAny("description", snippet.Description);
        return details;
    }

    [GeneratedRegex("^[A-Za-z0-9 _-]+$")]
    private static partial Regex NamePattern();
}
