using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated.Tests.Json;

/// <summary>What Newtonsoft.Json is told of the models by hand is what it would find out by itself.</summary>
public class ModelContractTests
{
    private static readonly IContractResolver Slow = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() };

    [TestCaseSource(nameof(Models))]
    public void A_model_has_the_members_that_its_attributes_say(Type model)
    {
        var asked = (JsonObjectContract)IterableJson.ContractOf(model);
        var searched = new WithoutConverters().Of(model);

        Assert.Multiple(() =>
        {
            Assert.That(Describe(asked), Is.EqualTo(Describe(searched)));
            Assert.That(asked.DefaultCreator!(), Is.TypeOf(model));
            Assert.That(new[] { searched.OnDeserializedCallbacks.Count, searched.OnSerializingCallbacks.Count, asked.CreatorParameters.Count }, Is.All.Zero);
        });
    }

    [Test]
    public void Names_are_those_of_the_naming_strategy_that_everybody_knows() =>
        Prop.ForAll(
            Gen.Elements("a", "B", "URL", "é", "Ä", "1", "_", "Id").ListOf().Select(string.Concat).ToArbitrary(),
            name => new SmallFirstLetter().GetPropertyName(name, hasSpecifiedName: false) == new CamelCaseNamingStrategy().GetPropertyName(name, hasSpecifiedName: false))
        .Check(Properties.Cases(500));

    [TestCase(typeof(string))]
    [TestCase(typeof(long?))]
    [TestCase(typeof(decimal))]
    [TestCase(typeof(bool?))]
    [TestCase(typeof(DateTimeOffset?))]
    public void Numbers_texts_and_times_are_read_as_Newtonsoft_reads_them(Type type)
    {
        var (asked, searched) = (IterableJson.ContractOf(type), Slow.ResolveContract(type));

        Assert.Multiple(() =>
        {
            Assert.That(asked.GetType(), Is.EqualTo(searched.GetType()));
            Assert.That(asked.UnderlyingType, Is.EqualTo(searched.UnderlyingType));
            Assert.That(asked.CreatedType, Is.EqualTo(searched.CreatedType));
            Assert.That(searched.Converter, Is.Null);
        });
    }

    private static IEnumerable<Type> Models() =>
        typeof(IterableModel).Assembly.GetTypes().Where(type => typeof(IterableModel).IsAssignableFrom(type) && !type.IsAbstract && !type.ContainsGenericParameters);

    private static IEnumerable<string> Describe(JsonObjectContract contract) => contract.Properties
        .Where(property => !property.Ignored)
        .Select(property => $"{property.PropertyName} {property.UnderlyingName} {property.DeclaringType} {property.PropertyType} {property.Readable} {property.Writable} "
            + $"{property.Converter?.GetType()} {property.Required} {property.NullValueHandling} {property.Order}")
        .Order();

    private sealed class WithoutConverters : DefaultContractResolver
    {
        public JsonObjectContract Of(Type type) => CreateObjectContract(type);

        protected override JsonConverter? ResolveContractConverter(Type objectType) => null;
    }
}
