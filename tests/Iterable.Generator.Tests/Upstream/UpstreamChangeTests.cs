using System.Text.RegularExpressions;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Preparation;

namespace Iterable.Generator.Tests.Upstream;

/// <summary>A vendored file is replaced by a newer one: it fits, or each thing that does not is named with file, line and target.</summary>
[TestFixture]
public sealed class UpstreamChangeTests
{
    private const string NewOperation = """
        paths:
          /users/devices/count:
            post:
              operationId: countDevices
              summary: Count the devices of a user
              tags:
              - Users
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      properties:
                        email:
                          type: string
              responses:
                '200':
                  description: Success
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/IterableResponse'

        """;

    [Test]
    public void A_renamed_path_names_every_action_that_lost_its_target()
    {
        using var specs = new ShippedSpecsCopy().Replace(ShippedSpecsCopy.Rest, "  /users/bulkUpdate:\n", "  /users/bulkUpsert:\n");

        var errors = Errors(specs.Prepare());

        var lost = errors.Where(e => e.At!.File.EndsWith(".overlay.yml", StringComparison.Ordinal)).ToList();
        Assert.That(lost.Select(e => Path.GetFileName(e.At!.File)).Distinct(), Is.SupersetOf(new[] { "names.rest.overlay.yml", "users.overlay.yml" }));
        Assert.That(lost.Select(e => e.Message).Where(message => !message.Contains("/users/bulkUpdate", StringComparison.Ordinal) && !message.Contains("BulkUpdateUsersRequest", StringComparison.Ordinal)), Is.Empty, "nothing else is blamed");
        Assert.That(lost, Has.All.Matches<Diagnostic>(e => Line(e!).Contains("target:", StringComparison.Ordinal)), "the place is the action's target");
        Assert.That(errors.Except(lost).Select(e => e.Message), Is.All.Contains("bulkUpdateUsers"), "what the new path lacks");
    }

    [Test]
    public void A_removed_operation_names_every_action_that_lost_its_target()
    {
        using var specs = new ShippedSpecsCopy().RemovePath(ShippedSpecsCopy.Rest, "/webPush/target");

        var errors = Errors(specs.Prepare());

        Assert.That(errors, Is.Not.Empty);
        Assert.That(errors.Select(e => e.Message).Where(message => !message.Contains("/webPush/target", StringComparison.Ordinal) && !message.Contains("'TargetWebPushRequest'", StringComparison.Ordinal)), Is.Empty, "its path, and the model that goes with it");
    }

    [Test]
    public void A_new_operation_comes_with_the_overlay_lines_that_complete_it_and_they_do()
    {
        using var specs = new ShippedSpecsCopy().Replace(ShippedSpecsCopy.Rest, "paths:\n", NewOperation);

        var errors = Errors(specs.Prepare());
        Assert.That(errors.Select(e => Path.GetFileName(e.At!.File)), Is.All.EqualTo(ShippedSpecsCopy.Rest));
        Assert.That(errors.Select(e => e.Message), Has.Exactly(4).Contains("countDevices")
            .And.Some.Contains("x-iterable-name: CountDevicesRequest")
            .And.Some.Contains("x-iterable-rate-limit")
            .And.Some.Contains("x-iterable-retry")
            .And.Some.Contains("x-iterable-key-types"));

        // What the messages offer is pasted as it stands.
        var actions = errors.Select(e => Regex.Match(e.Message, @"- \{ target: .* \}$").Value);
        specs.Overlay("new.rest.overlay.yml", $$"""
            overlay: 1.0.0
            info: { title: New, version: 1.0.0 }
            extends: ../{{ShippedSpecsCopy.Rest}}
            actions:
            {{string.Join('\n', actions)}}
            """);
        var prepared = specs.Prepare();

        Assert.That(Errors(prepared), Is.Empty);
        Assert.That(prepared.Document["components"]!["schemas"]!["CountDevicesRequest"], Is.Not.Null);
    }

    [Test]
    public void New_members_and_values_build_and_are_listed_as_undescribed()
    {
        using var specs = new ShippedSpecsCopy()
            .Replace(ShippedSpecsCopy.Rest, "    CommerceItem:\n      type: object\n", "    CommerceItem:\n      type: object\n      x-unknown-to-us: true\n")
            .Replace(ShippedSpecsCopy.Rest, "        sku:\n", "        barcode:\n          type: string\n        sku:\n")
            .Replace(ShippedSpecsCopy.Rest, "          - Finished\n", "          - Finished\n          - Paused\n");

        var prepared = specs.Prepare();

        Assert.That(Errors(prepared), Is.Empty);
        Assert.That(prepared.Diagnostics.Select(w => w.Message), Has.Some.Contains("barcode").And.Some.Contains("Paused"));
    }

    [Test]
    public void A_member_that_only_descriptions_know_may_go()
    {
        using var specs = new ShippedSpecsCopy().Replace(ShippedSpecsCopy.Rest, "        imageUrl:\n          type: string\n          format: uri\n", "");

        var prepared = specs.Prepare();

        Assert.That(Errors(prepared), Is.Empty);
        Assert.That(prepared.Document["components"]!["schemas"]!["CommerceItem"]!["properties"]!["imageUrl"], Is.Null);
    }

    private static List<Diagnostic> Errors(PreparedSpec prepared) => [.. prepared.Diagnostics.Where(d => d.Severity is Severity.Error)];

    private static string Line(Diagnostic diagnostic) => File.ReadAllLines(diagnostic.At!.File)[diagnostic.At.Line - 1];
}
