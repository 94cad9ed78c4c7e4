using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// Names as <see cref="CamelCaseNamingStrategy" /> has them: <c>FirstName</c> is <c>firstName</c>, and <c>URLOfPage</c> is <c>urlOfPage</c>. That
/// one lets the platform load its culture data, which was a tenth of what this client adds to the start of a process.
/// </summary>
internal sealed class SmallFirstLetter : NamingStrategy
{
    protected override string ResolvePropertyName(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            // The last of several capitals begins the next word.
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
                break;

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }
}
