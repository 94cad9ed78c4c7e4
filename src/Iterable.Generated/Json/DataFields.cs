using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Makes the free-form data of calls (<c>DataFields</c>) out of what an application has.</summary>
public static class DataFields
{
    /// <summary>
    /// Makes data fields of an object: a class or record of the caller's, an anonymous object, a dictionary, or JSON that System.Text.Json or
    /// Newtonsoft.Json has read.
    /// </summary>
    /// <remarks>
    /// Times become text in the form that Iterable stores as dates, <c>2026-11-26T09:30:00.000+00:00</c>; a <see cref="DateTime" /> that says
    /// nothing of its zone is UTC. Numbers keep all their digits.
    /// A trimmed application keeps the members of <typeparamref name="T" />. Those of the classes that its members have, and of a class that is given as an
    /// <see cref="object" />, have to be kept with <c>DynamicDependency</c>, or be written some other way: a class that has lost all its members is refused.
    /// </remarks>
    /// <typeparam name="T">What the object is known as.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="options">How to write it; the defaults when null.</param>
    /// <returns>The fields, a copy.</returns>
    /// <exception cref="ArgumentException">It is no object, but for example a list or a text; or it holds what JSON has no form for, such as a class without members, a stream or a <see cref="ReadOnlyMemory{T}" />.</exception>
    public static JObject From<[DynamicallyAccessedMembers(Trimming.Record)] T>(T value, DataFieldsOptions? options = null)
    {
        if (value is null)
            throw new ArgumentNullException(nameof(value));

        var settings = options ?? new DataFieldsOptions();
        var serializer = JsonSerializer.Create(new JsonSerializerSettings
        {
            ContractResolver = new Resolver(settings),
            DateParseHandling = DateParseHandling.None,
            Converters = { new SystemTextJsonToken(), new FreeFormDates(), new OpaqueValues() },
        });
        if (settings.EnumsAsText)
            serializer.Converters.Add(new StringEnumConverter());

        using var writer = new JTokenWriter();
        try
        {
            serializer.Serialize(writer, value);
        }
        catch (Exception e) when (e is JsonSerializationException or System.Text.Json.JsonException or UnreadableJsonException)
        {
            // Its text can repeat values; the kind of the fault is that the object contains itself, or a member that throws.
            throw new ArgumentException($"A {value.GetType().Name} cannot be made into data fields: it contains itself, is nested too deep, or one of its members cannot be read, is a number that is too large, or has half of a surrogate pair.", nameof(value));
        }

        return writer.Token as JObject
            ?? throw new ArgumentException($"Data fields are an object with members; a {value.GetType().Name} is JSON of the kind {writer.Token?.Type.ToString() ?? "Null"}.", nameof(value));
    }

    private sealed class Resolver : DefaultContractResolver
    {
        private readonly bool _includeNulls;

        public Resolver(DataFieldsOptions options)
        {
            _includeNulls = options.IncludeNulls;
            NamingStrategy = options.CamelCase ? new CamelCaseNamingStrategy { ProcessDictionaryKeys = false } : new DefaultNamingStrategy();
        }

        protected override JsonObjectContract CreateObjectContract(Type objectType)
        {
            var contract = base.CreateObjectContract(objectType);
            if (contract.Properties.Count == 0 && contract.ExtensionDataGetter is null && objectType != typeof(object))
            {
                throw new ArgumentException(
                    $"A {objectType.Name} has no members that data fields could be made of. Trimming takes those that nothing else uses: keep the class with DynamicDependency, or give a dictionary.",
                    "value");
            }

            return contract;
        }

        protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
        {
            var property = base.CreateProperty(member, memberSerialization);
            property.PropertyName = SystemTextJsonToken.NameOf(member) ?? property.PropertyName;
            property.Ignored |= SystemTextJsonToken.IsIgnored(member);
            property.NullValueHandling ??= _includeNulls ? NullValueHandling.Include : NullValueHandling.Ignore;
            return property;
        }
    }
}
