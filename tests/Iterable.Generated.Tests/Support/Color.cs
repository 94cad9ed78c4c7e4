using System.ComponentModel;

namespace Iterable.Generated.Tests.Support;

/// <summary>An open enum as the templates write it.</summary>
[JsonConverter(typeof(OpenEnumConverter<Color>))]
[TypeConverter(typeof(OpenEnumTypeConverter<Color>))]
internal readonly record struct Color : IOpenEnum<Color>
{
    private readonly string? _value;

    public Color(string value) => _value = OpenEnum.Normalize(value);

    public static Color Red { get; } = new("Red");

    public static Color LightBlue { get; } = new("light-blue");

    public string Value => _value ?? "";

    public static implicit operator Color(string value) => new(value);

    public static implicit operator Color?(string? value) => value is null ? default(Color?) : new Color(value);

    Color IOpenEnum<Color>.Create(string value) => new(value);

    public override string ToString() => Value;
}
