using System.Globalization;

namespace Iterable.Generated.Testing;

/// <summary>
/// An e-mail shown as it was sent. A call that names the recipient by address is led to a page on the same host, which needs no key; one that names the
/// userId gets the page at once.
/// </summary>
internal static class ViewInBrowserBehaviours
{
    /// <summary>The path of the page.</summary>
    public const string PagePath = "/e/viewInBrowser";

    public static void Register(BehaviourTable table) => table.On("viewEmailInBrowser", View);

    /// <summary>The project whose page a request asks for, or <see langword="null" />.</summary>
    public static IterableTestProject? ProjectOf(IterableTestRequest request, IterableTestDataCenter dataCenter) =>
        request.Query.TryGetValue("project", out var id)
            ? dataCenter.Projects.FirstOrDefault(project => project.Id.ToString(CultureInfo.InvariantCulture) == id[0])
            : null;

    /// <summary>The page.</summary>
    public static Answer Page(IterableTestRequest request, IterableTestDataCenter dataCenter)
    {
        if (ProjectOf(request, dataCenter)?.State is not { } state)
            return TextAnswer.ActionNotFound();

        lock (state.Gate)
        {
            return Find(state, request.Query.GetValueOrDefault("messageId")?[0]) is { } message
                ? Html(state, message)
                : TextAnswer.ActionNotFound();
        }
    }

    private static Answer View(ApiCall call)
    {
        var id = call.Parameters.Text("messageId");
        var named = UserIdentity.Read(call.Parameters);
        if (named != default && call.State.Users.Find(named) is null)
            throw UserFaults.Refuse(UserFault.NotFound, named);

        var message = Find(call.State, id);
        if (message is null || (named != default && !message.User.Is(named)))
            throw Refusal.BadParams($"Invalid value for messageId: no e-mail {id}");
        if (named is not { Email: not null, UserId: null })
            return Html(call.State, message);

        var redirect = new TextAnswer(303, "text/plain", "");
        redirect.Headers["Location"] = $"{PagePath}?project={call.State.ProjectId}&messageId={Uri.EscapeDataString(message.MessageId)}";
        return redirect;
    }

    private static IterableTestMessage? Find(ProjectState state, string? messageId) =>
        state.Messages.Find(sent => sent.Medium == "Email" && sent.MessageId == messageId && sent.CancelledAt is null);

    private static TextAnswer Html(ProjectState state, IterableTestMessage message) =>
        (string?)MessageTemplates.Of(state, message.CampaignId)?["html"] is { } html
            ? new TextAnswer(200, "text/html; charset=UTF-8", html)
            : TextAnswer.Html(200, (string?)state.Campaigns.Find(message.CampaignId)?["name"] ?? "");
}
