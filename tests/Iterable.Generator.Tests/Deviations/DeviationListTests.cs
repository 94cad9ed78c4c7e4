using Iterable.Generator.Diagnostics;
using Iterable.Generator.Overlays;
using Iterable.Generator.Preparation;
using Iterable.Generator.Readme;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Deviations;

internal sealed class DeviationListTests
{
    [Test]
    public void Actions_with_a_reason_are_listed_by_overlay_in_the_order_in_which_they_apply()
    {
        using var folder = new TempFolder();
        folder.Write("overlays/b.overlay.yml", Overlay("Second", "  - { target: $.b, description: Because of b., remove: true }"));
        folder.Write("overlays/a.overlay.yml", Overlay("First", "  - { target: $.z, description: Because of z., remove: true }\n  - { target: $.quiet, remove: true }\n  - { target: $.a, description: Because of a., update: {} }"));
        folder.Write("overlays/sub/c.overlay.yml", Overlay("Silent", "  - { target: $.c, remove: true }"));
        Assert.That(Write(folder), Is.EqualTo("""
            ### First

            [`overlays/a.overlay.yml`](overlays/a.overlay.yml)

            | Target | Reason |
            |---|---|
            | `$.z` | Because of z. |
            | `$.a` | Because of a. |

            ### Second

            [`overlays/b.overlay.yml`](overlays/b.overlay.yml)

            | Target | Reason |
            |---|---|
            | `$.b` | Because of b. |

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_bar_or_a_line_end_does_not_break_the_table()
    {
        using var folder = new TempFolder();
        folder.Write("overlays/a.overlay.yml", Overlay("First", "  - target: $.a[?@.x == 'y|z']\n    description: |\n      Either this | or\n      that.\n    remove: true"));
        Assert.That(Write(folder), Does.Contain(@"| `$.a[?@.x == 'y\|z']` | Either this \| or that. |"));
    }

    [Test]
    public void Without_reasons_the_list_says_so()
    {
        using var folder = new TempFolder();
        Assert.That(Write(folder), Is.EqualTo("No overlay gives a reason for an action.\n"));
    }

    private static string Overlay(string title, string actions) => $"overlay: 1.0.0\ninfo: {{ title: {title}, version: 1.0.0 }}\nactions:\n{actions}\n";

    private static string Write(TempFolder folder)
    {
        var diagnostics = new DiagnosticBag();
        var list = DeviationList.Write(folder.Root, OverlayFolder.Read(folder.Root, diagnostics));
        Assert.That(diagnostics.ToList(), Is.Empty);
        return list;
    }
}
