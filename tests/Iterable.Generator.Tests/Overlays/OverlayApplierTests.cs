using Iterable.Generator.Diagnostics;
using Iterable.Generator.Overlays;
using Iterable.Generator.Sources;

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Overlays;

internal sealed class OverlayApplierTests
{
    [TestCase("a: { b: { c: 1 } }", "{ target: $.a, update: { b: { d: 2 }, e: 3 } }", """{"a":{"b":{"c":1,"d":2},"e":3}}""", TestName = "Objects merge deeply")]
    [TestCase("a: { b: 1 }", "{ target: $.a, update: { b: 2 } }", """{"a":{"b":2}}""", TestName = "A value replaces a value")]
    [TestCase("a: { b: 1 }", "{ target: $.a, update: { b: null } }", """{"a":{"b":null}}""", TestName = "Null is a value too")]
    [TestCase("a: {}", "{ target: $.a, update: { b: null } }", """{"a":{"b":null}}""", TestName = "Null is a value also where there was none")]
    [TestCase("a: { b: null }", "{ target: $.a, update: { b: { c: 1 } } }", """{"a":{"b":{"c":1}}}""", TestName = "An object replaces null")]
    [TestCase("a: { b: [1] }", "{ target: $.a, update: { b: [2, 3] } }", """{"a":{"b":[1,2,3]}}""", TestName = "A list in an object grows by the list")]
    [TestCase("a: { b: [1] }", "{ target: $.a, update: { b: x } }", """{"a":{"b":"x"}}""", TestName = "A text replaces a list")]
    [TestCase("a: [1]", "{ target: $.a, update: { b: 2 } }", """{"a":[1,{"b":2}]}""", TestName = "A target that is a list gets the update as one entry")]
    [TestCase("a: [1]", "{ target: $.a, update: [2, 3] }", """{"a":[1,[2,3]]}""", TestName = "Also when the update is a list")]
    [TestCase("a: 1", "{ target: $, update: { b: 2 } }", """{"a":1,"b":2}""", TestName = "The root can be a target")]
    [TestCase("a: { x: {}, y: {} }", "{ target: '$.a[''x'',''y'']', update: { z: [1] } }", """{"a":{"x":{"z":[1]},"y":{"z":[1]}}}""", TestName = "An update reaches every match")]
    [TestCase("a: { b: 1, c: 2 }", "{ target: $.a.b, remove: true }", """{"a":{"c":2}}""", TestName = "A member is removed")]
    [TestCase("a: [x, y, x]", "{ target: '$.a[?@ == ''x'']', remove: true }", """{"a":["y"]}""", TestName = "Several entries of a list are removed")]
    [TestCase("a: [0, 1, 2, 3]", "{ target: '$.a[1, 2]', remove: true }", """{"a":[0,3]}""", TestName = "Indexes count before the first removal")]
    [TestCase("a: { b: { a: 1 } }", "{ target: $..a, remove: true }", "{}", TestName = "A match inside a removed match is removed with it")]
    [TestCase("a: { x: {} }", "{ target: $..x, update: { x: {} } }", """{"a":{"x":{"x":{}}}}""", TestName = "What an update adds is not a match of it")]
    public void An_action_changes_the_document(string document, string action, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var root = Apply(document, action, diagnostics);
        Assert.Multiple(() =>
        {
            Assert.That(diagnostics.ToList(), Is.Empty);
            Assert.That(root.ToString(Formatting.None), Is.EqualTo(expected));
        });
    }

    [Test]
    public void Actions_apply_in_their_order() =>
        Assert.That(Apply("a: 1", "{ target: $, update: { b: {} } }\n  - { target: $.b, update: { c: 1 } }", new()).ToString(Formatting.None), Is.EqualTo("""{"a":1,"b":{"c":1}}"""));

    [Test]
    public void Two_matches_do_not_share_what_they_are_given()
    {
        var root = Apply("a: { x: {}, y: {} }", "{ target: '$.a[''x'',''y'']', update: { z: { n: 1 } } }", new());
        root["a"]!["x"]!["z"]!["n"] = 2;
        Assert.That((int)root["a"]!["y"]!["z"]!["n"]!, Is.EqualTo(1));
    }

    [Test]
    public void What_an_overlay_adds_knows_the_line_of_the_overlay()
    {
        var root = Apply("a: { b: 1 }", "{ target: $.a, update: { c: { d: 1 } } }", new());
        Assert.Multiple(() =>
        {
            Assert.That(root["a"]!["c"]!["d"]!.Mark(), Has.Property("File").EqualTo("/test.overlay.yml").And.Property("Line").EqualTo(4));
            Assert.That(root["a"]!["b"]!.Mark()!.File, Is.EqualTo("/api.yml"));
        });
    }

    [TestCase("{ target: '$.a[''x'',''gone'']', update: { z: 1 } }", "Overlay action 1 matches in part only: target $.a['x','gone'] selects nothing for 'gone'. Correct the name, or remove it.")]
    [TestCase("{ target: '$.a[''x'',''gone'']', remove: true, x-iterable-optional: true }", null)]
    [TestCase("{ target: '$.a[''x'',''y'']', remove: true }", null)]
    public void A_name_of_a_union_that_leads_nowhere_is_an_error(string action, string? error)
    {
        var diagnostics = new DiagnosticBag();
        Apply("a: { x: {}, y: {} }", action, diagnostics);
        Assert.That(diagnostics.ToList().Select(found => found.Message), Is.EqualTo(error is null ? [] : new[] { error }));
    }

    [Test]
    public void An_action_that_matches_nothing_is_an_error_that_says_what_to_do()
    {
        var diagnostics = new DiagnosticBag();
        Apply("paths: { /a: {} }", "{ target: $.paths, update: {} }\n  - { target: \"$.paths['/b'].get\", update: {} }", diagnostics);
        Assert.That(diagnostics.ToList().Single().ToString(), Is.EqualTo(
            "/test.overlay.yml(5,5): error ITG004: Overlay action 2 matches nothing: target $.paths['/b'].get. Nothing matches from $.paths['/b'] on. "
            + "Correct the target, remove the action, or add x-iterable-optional: true if the target may be absent."));
    }

    [Test]
    public void An_optional_action_that_matches_nothing_is_no_error()
    {
        var diagnostics = new DiagnosticBag();
        var overlay = Overlay("{ target: $.none, update: {}, x-iterable-optional: true }\n  - { target: $.a, update: {}, x-iterable-optional: true }", diagnostics);
        OverlayApplier.Apply(overlay, (JObject)YamlReader.Read("/api.yml", "a: {}"), diagnostics);
        Assert.That(diagnostics.ToList(), Is.Empty);
    }

    [TestCase("a: text", "{ target: $.a, update: { b: 1 } }", "the target is a string, and only mappings and lists can be updated")]
    [TestCase("a: null", "{ target: $.a, update: { b: 1 } }", "the target is null, and only")]
    [TestCase("a: {}", "{ target: $.a, update: [1] }", "the target is a mapping and takes a mapping; the update is a list")]
    [TestCase("a: {}", "{ target: $.a, update: null }", "the update is null")]
    [TestCase("a: {}", "{ target: $, remove: true }", "the whole document cannot be removed")]
    public void An_action_that_cannot_apply_is_an_error(string document, string action, string message)
    {
        var diagnostics = new DiagnosticBag();
        Apply(document, action, diagnostics);
        var error = diagnostics.ToList().Single();
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(DiagnosticCode.OverlayCannotApply));
            Assert.That(error.Message, Does.StartWith("Overlay action 1: ").And.Contain(message).And.Contain("Target: $"));
        });
    }

    private static JObject Apply(string document, string actions, DiagnosticBag diagnostics)
    {
        var root = (JObject)YamlReader.Read("/api.yml", document);
        OverlayApplier.Apply(Overlay(actions, diagnostics), root, diagnostics);
        return root;
    }

    private static Overlay Overlay(string actions, DiagnosticBag diagnostics)
    {
        const string file = "/test.overlay.yml";
        var yaml = $"overlay: 1.0.0\ninfo: {{ title: Test, version: 1.0.0 }}\nactions:\n  - {actions}\n";
        return OverlayReader.Read(file, YamlReader.Read(file, yaml), diagnostics)!;
    }
}
