using System.Xml.Linq;

using Microsoft.CodeAnalysis;

namespace Iterable.Generator.ApiListing;

/// <summary>The documentation of what code outside of an assembly can name: the compiler writes down that of everything.</summary>
internal static class PublicDocumentation
{
    /// <summary>The file without what belongs to nothing public.</summary>
    public static XDocument Keep(XDocument documentation, IReadOnlyList<INamedTypeSymbol> types)
    {
        var named = types.SelectMany(type => type.GetMembers().Where(IsNamed).Prepend(type)).Select(symbol => symbol.GetDocumentationCommentId()).ToHashSet();
        foreach (var member in documentation.Descendants("member").Where(member => !named.Contains((string?)member.Attribute("name"))).ToList())
        {
            (member.PreviousNode as XText)?.Remove();
            member.Remove();
        }

        return documentation;
    }

    private static bool IsNamed(ISymbol member) =>
        MemberText.Of(member).Any() || member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public, Name: "ToString" or "GetHashCode" or "Equals" };
}
