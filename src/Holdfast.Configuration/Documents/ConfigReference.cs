using System.Text;
using Holdfast.Configuration.Checking;
using Holdfast.Configuration.Documents;
using Holdfast.Configuration.Keys;

namespace Holdfast.Configuration;

/// <summary>The page docs/operating/configuration.md. Made of the same tables as the reader; a test compares the file.</summary>
public static class ConfigReference
{
    public static string Generate()
    {
        var page = new StringBuilder();
        page.Append(Introduction);
        foreach (RecordKeys keys in KeyRegistry.All)
        {
            AppendRecord(page, keys);
        }

        WordTables.Append(page);
        AppendRules(page);
        return page.ToString();
    }

    private const string Introduction =
        """
        # Configuration

        <!-- Generated from the tables in src/Holdfast.Configuration/Keys: change those, not this page. -->

        A configuration is one YAML file. Only listeners, routes and pools must be written; everything else has a safe default.
        `holdfast run FILE --check-only` reads a file without serving and prints all mistakes that it finds, each with its place and what to do
        about it. `holdfast schema` prints a JSON Schema that editors complete and check against.

        ## How values are written

        | Value | Written as |
        |---|---|
        | duration | a number and a unit of `ms`, `s`, `m`, `h`, `d`, larger units first: `250ms`, `2s`, `1m30s`, `1.5h`. A number without a unit is refused; `0` needs none where it is allowed |
        | size | a number and a unit of `B`, `kB`, `MB`, `GB`, `TB` (1000) or `KiB`, `MiB`, `GiB`, `TiB` (1024); a number alone is bytes |
        | data rate | a size, and `/s` if you like: `240B/s` |
        | request rate | a number, a slash and `s`, `m`, `h` or `d`: `100/s`, `0.5/s`, `20/m` |
        | percentage | a whole number and `%`: `40%` |
        | list of words | `[a, b]`, or one word alone |
        | variable | `${NAME}`, or `${NAME:-default}` where NAME is unset or empty; unset and without a default it is an error. `$${` is a literal `${`. They stand in values, not in keys, and cannot add structure |
        | repetition | YAML anchors (`&name`), aliases (`*name`) and the merge key (`<<: *name`) |

        A value that starts with `*`, `[`, `{`, `%`, `@` or `!` must be in quotes: `"*.example.com"`, `"[::]:8080"`; so must one with `${NAME}` inside
        `{ }` or `[ ]`. Unknown keys are errors. A file is at most 8 MiB, 32 levels deep.

        """;

    private static void AppendRecord(StringBuilder page, RecordKeys keys)
    {
        string places = string.Join(", ", KeyPlaces.Of(keys).Select(static place => place.Length == 0 ? "Top level" : $"`{place}`"));
        page.Append($"\n## {places}\n\n{keys.Meaning}\n\n");
        page.Append("| Key | Type | Default | Bound | Meaning | Example |\n|---|---|---|---|---|---|\n");
        foreach (ConfigKey key in keys.All)
        {
            if (key.Kind is { } kind)
            {
                string example = key.Example.Length > 0 ? key.Example : kind.Example;
                string[] cells = [$"`{key.Name}`", kind.TypeName, keys.DefaultOf(key), kind.Bound, key.Meaning, example.Length == 0 ? "" : $"`{key.Name}: {example}`"];
                page.Append($"| {string.Join(" | ", cells.Select(Cell))} |\n");
            }
        }
    }

    private static void AppendRules(StringBuilder page)
    {
        page.Append("\n## What is checked\n\nBeyond the keys themselves, across the whole file. The name is `rule` in the JSON form of findings.\n\n| Rule | Holds when |\n|---|---|\n");
        foreach (IConfigRule rule in ConfigRules.All)
        {
            page.Append($"| `{rule.Name}` | {Cell(rule.Summary)} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
