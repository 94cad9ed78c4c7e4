using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve.Seed;

/// <summary>Users and the lists they are on.</summary>
internal static class SeededUsers
{
    public static void Add(MemberReader user, IterableTestProject project)
    {
        var (email, userId, fields) = (user.OptionalText("email"), user.OptionalText("userId"), user.OptionalMembers("dataFields"));
        user.Finish("A user has email or userId, or both, and dataFields.");
        if (email is not null)
            project.Users.Add(email, fields, userId);
        else
            project.Users.AddByUserId(userId ?? throw ToolException.Usage($"{user.Place} has neither email nor userId."), fields);
    }

    public static void AddList(MemberReader list, IterableTestProject project)
    {
        var name = list.Text("name");
        var members = list.Items("members").Select(member => member.Value.Type == JTokenType.String
            ? (string)member.Value!
            : throw ToolException.Usage($"{member.Place} is no e-mail address.")).ToArray();
        list.Finish("A list has name and members, which are e-mail addresses; its id is given by the server.");
        project.Lists.Add(name, members);
    }
}
