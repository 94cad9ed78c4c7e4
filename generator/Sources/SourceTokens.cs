namespace Iterable.Generator.Sources;

/// <summary>Keeps with each token where it was read. Moving and cloning a token keeps its mark, so an error after any number of steps still points into a file.</summary>
public static class SourceTokens
{
    /// <summary>Where the token was read; for a token that was made here, where the nearest token around it was read.</summary>
    public static SourceMark? Mark(this JToken token)
    {
        for (JToken? at = token; at is not null; at = at.Parent)
        {
            if (at.Annotation<SourceMark>() is { } mark)
                return mark;
        }

        return null;
    }

    /// <summary>Says where the token was read.</summary>
    public static T WithMark<T>(this T token, SourceMark? mark)
        where T : JToken
    {
        if (mark is not null)
        {
            token.RemoveAnnotations<SourceMark>();
            token.AddAnnotation(mark);
        }

        return token;
    }
}
