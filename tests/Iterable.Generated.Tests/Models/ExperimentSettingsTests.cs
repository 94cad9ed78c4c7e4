using System.Text;

namespace Iterable.Generated.Tests.Models;

/// <summary>A change of settings says three things about each: that it stays, that it goes, and what it becomes.</summary>
public class ExperimentSettingsTests
{
    [Test]
    public void What_is_not_set_is_not_sent() =>
        Assert.That(Written(new UpdateExperimentSettingsRequest { EvenlySplitVariations = true }), Is.EqualTo("""{"evenlySplitVariations":true}"""));

    [Test]
    public void What_is_set_to_null_is_sent_as_null() => Assert.That(
        Written(new UpdateExperimentSettingsRequest { HoldoutSettings = null, ExplorationBlastSettings = null, ExplorationTriggerSettings = null }),
        Is.EqualTo("""{"holdoutSettings":null,"explorationBlastSettings":null,"explorationTriggerSettings":null}"""));

    [Test]
    public void What_is_set_to_a_value_is_sent_once()
    {
        var request = new UpdateExperimentSettingsRequest { ExplorationTriggerSettings = null };
        request.ExplorationTriggerSettings = new ExperimentExplorationTriggerSettings(250);

        Assert.That(Written(request), Is.EqualTo("""{"explorationTriggerSettings":{"testSendsPerVariation":250}}"""));
    }

    [Test]
    public void Other_settings_are_left_out_when_they_are_null() => Assert.That(
        Written(new UpdateExperimentSettingsRequest
        {
            HoldoutSettings = new ExperimentHoldoutSettings(10, 24),
            ConversionEventSettings = null,
        }),
        Is.EqualTo("""{"holdoutSettings":{"holdOutGroupSize":10,"attributionPeriodHours":24}}"""));

    private static string Written(UpdateExperimentSettingsRequest request)
    {
        var body = IterableJson.Serialize(request, IterableOperations.UpdateExperimentSettings);
        return Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count);
    }
}
