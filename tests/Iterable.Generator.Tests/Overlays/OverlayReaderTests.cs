using Iterable.Generator.Diagnostics;
using Iterable.Generator.Overlays;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Tests.Overlays;

internal sealed class OverlayReaderTests
{
    private const string File = "/specs/overlays/test.overlay.yml";
    private const string Head = "overlay: 1.0.0\ninfo: { title: Test, version: 1.0.0 }\n";

    [Test]
    public void An_overlay_has_a_title_a_document_and_actions()
    {
        var overlay = Read(Head + "extends: ../api.yml\nactions:\n  - target: $.info\n    description: Because.\n    update: { title: New }\n  - target: $.tags\n    remove: true\n", out var diagnostics)!;
        Assert.Multiple(() =>
        {
            Assert.That(diagnostics.ToList(), Is.Empty);
            Assert.That(overlay.Title, Is.EqualTo("Test"));
            Assert.That(overlay.Extends, Is.EqualTo(Path.GetFullPath("/specs/api.yml")));
            Assert.That(overlay.Actions.Select(action => action.Number), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(overlay.Actions[0].Description, Is.EqualTo("Because."));
            Assert.That(overlay.Actions[1].Update, Is.Null);
        });
    }

    [Test]
    public void Extensions_of_others_are_allowed() =>
        Assert.That(Read(Head + "x-owner: us\nactions:\n  - { target: $, update: {}, x-ticket: 7 }\n", out _), Is.Not.Null);

    [TestCase("x-iterable-optional: true\nactions:\n  - { target: $, update: {} }\n", true)]
    [TestCase("x-iterable-optional: true\nactions:\n  - { target: $, update: {}, x-iterable-optional: false }\n", false)]
    [TestCase("actions:\n  - { target: $, update: {}, x-iterable-optional: true }\n", true)]
    [TestCase("actions:\n  - { target: $, update: {} }\n", false)]
    public void An_action_or_its_overlay_says_whether_it_is_optional(string yaml, bool isOptional) =>
        Assert.That(Read(Head + yaml, out _)!.Actions[0].IsOptional, Is.EqualTo(isOptional));

    [TestCase("- a\n", "ITG005", "An overlay is a mapping")]
    [TestCase("overlay: 1.1.0\ninfo: { title: T, version: '1' }\nactions: [{ target: $, update: {} }]\n", "ITG005", "version of the Overlay Specification")]
    [TestCase("overlay: 1.0\ninfo: { title: T, version: '1' }\nactions: [{ target: $, update: {} }]\n", "ITG005", "version of the Overlay Specification")]
    [TestCase("overlay: 1.0.0\nactions: [{ target: $, update: {} }]\n", "ITG005", "'info' with 'title' and 'version' is missing")]
    [TestCase("overlay: 1.0.0\ninfo: { title: '', version: '1' }\nactions: [{ target: $, update: {} }]\n", "ITG005", "'info.title' must say")]
    [TestCase("overlay: 1.0.0\ninfo: { title: T, version: 1.0 }\nactions: [{ target: $, update: {} }]\n", "ITG005", "'info.version' must be text")]
    [TestCase(Head, "ITG005", "'actions' must be a list with at least one action")]
    [TestCase(Head + "actions: []\n", "ITG005", "'actions' must be a list with at least one action")]
    [TestCase(Head + "action: []\nactions: [{ target: $, update: {} }]\n", "ITG005", "'action' is unknown in the overlay")]
    [TestCase(Head + "extends: https://example.com/api.yml\nactions: [{ target: $, update: {} }]\n", "ITG005", "'extends' must be the path")]
    [TestCase(Head + "extends: \"../a\\0pi.yml\"\nactions: [{ target: $, update: {} }]\n", "ITG005", "'extends' must be the path")]
    [TestCase(Head + "extends: ../a%00pi.yml\nactions: [{ target: $, update: {} }]\n", "ITG005", "'extends' must be the path")]
    [TestCase(Head + "extends: ' '\nactions: [{ target: $, update: {} }]\n", "ITG005", "'extends' must be the path")]
    [TestCase(Head + "actions:\n  - text\n", "ITG005", "Overlay action 1 is not a mapping")]
    [TestCase(Head + "actions:\n  - { update: {} }\n", "ITG005", "Overlay action 1 needs a 'target'")]
    [TestCase(Head + "actions:\n  - { target: $.a }\n", "ITG005", "Overlay action 1 changes nothing: it needs 'update' or 'remove: true'")]
    [TestCase(Head + "actions:\n  - { target: $.a, remove: false }\n", "ITG005", "changes nothing")]
    [TestCase(Head + "actions:\n  - { target: $.a, remove: true, update: {} }\n", "ITG005", "both 'update' and 'remove'")]
    [TestCase(Head + "actions:\n  - { target: $.a, remove: 'yes' }\n", "ITG005", "'remove' must be true or false")]
    [TestCase(Head + "actions:\n  - { target: $.a, update: {}, x-iterable-optional: 1 }\n", "ITG005", "'x-iterable-optional' must be true or false")]
    [TestCase(Head + "actions:\n  - { target: $.a, update: {}, x-iterable-optionl: true }\n", "ITG005", "'x-iterable-optionl' is unknown in overlay action 1")]
    [TestCase(Head + "actions:\n  - { target: $.a, upate: {} }\n", "ITG005", "'upate' is unknown in overlay action 1; known are target, description, update, remove, x-iterable-optional")]
    [TestCase(Head + "actions:\n  - { target: $.a, update: {}, description: 7 }\n", "ITG005", "'description' must be text")]
    [TestCase(Head + "actions:\n  - { target: '$.a[0:1]', update: {} }\n", "ITG006", "Overlay action 1: Expected ']', at column 6 of $.a[0:1]")]
    public void An_overlay_that_does_not_follow_the_specification_is_an_error(string yaml, string code, string message)
    {
        var overlay = Read(yaml, out var diagnostics);
        Assert.Multiple(() =>
        {
            Assert.That(overlay, Is.Null);
            Assert.That(diagnostics.ToList().Select(d => $"{d.At?.File} {d.Code} {d.Message}"), Has.Some.StartsWith($"{File} {code} ").And.Some.Contains(message));
        });
    }

    [Test]
    public void All_mistakes_of_an_overlay_are_reported_with_their_lines()
    {
        Read(Head + "actions:\n  - target: a\n    update: {}\n  - target: $.b\n  - target: $.c\n    updte: {}\n", out var diagnostics);
        Assert.That(diagnostics.ToList().Select(d => d.At!).Select(at => (at.Line, at.Column)), Is.EqualTo(new[] { (4, 13), (6, 5), (7, 5), (8, 5) }));
    }

    private static Overlay? Read(string yaml, out DiagnosticBag diagnostics)
    {
        diagnostics = new DiagnosticBag();
        return OverlayReader.Read(File, YamlReader.Read(File, yaml), diagnostics);
    }
}
