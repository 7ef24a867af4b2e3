using System.Reflection;
using System.Runtime.CompilerServices;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Tests.Keys;

/// <summary>The tables and the model say the same.</summary>
public sealed class KeyRegistryTests
{
    private static IEnumerable<(RecordKeys Keys, ConfigKey Key)> AllKeys => KeyRegistry.All.SelectMany(static keys => keys.All.Select(key => (keys, key)));

    [Fact]
    public void EveryRecordOfTheModel_HasATable()
    {
        Type[] records = [.. typeof(GatewayConfig).Assembly.GetTypes().Where(static type => type.Name.EndsWith("Config", StringComparison.Ordinal))];
        records.Length.ShouldBeGreaterThan(10);
        KeyRegistry.All.Select(static keys => keys.Record).ShouldBe(records, ignoreOrder: true);
    }

    [Fact]
    public void EveryProperty_HasARow()
    {
        foreach (RecordKeys keys in KeyRegistry.All)
        {
            IEnumerable<string> properties = keys.Record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static property => property.Name);
            keys.All.Where(static key => key.Property is not null).Select(static key => key.Property!).ShouldBe(properties, ignoreOrder: true, customMessage: keys.Title);
        }
    }

    [Fact]
    public void KeysAndProperties_AreNamedAlike()
    {
        foreach ((RecordKeys keys, ConfigKey key) in AllKeys.Where(static row => row.Key.Property is not null && row.Key.Property != nameof(MatchConfig.Methods)))
        {
            key.Name.ShouldBe(char.ToLowerInvariant(key.Property![0]) + key.Property[1..], keys.Title);
        }
    }

    [Fact]
    public void EveryRow_SetsItsOwnPropertyAndNoOther()
    {
        foreach ((RecordKeys keys, ConfigKey key) in AllKeys.Where(static row => row.Key.Property is not null))
        {
            object record = RuntimeHelpers.GetUninitializedObject(keys.Record);
            object changed = ReadExample(key, record, out _);
            string[] different = [.. keys.Record.GetProperties().Where(property => !Equals(property.GetValue(record), property.GetValue(changed))).Select(static property => property.Name)];

            // An example may be the value that is there already, such as the first word of an enum.
            different.Except([key.Property!]).ShouldBeEmpty($"{keys.Title}.{key.Name}");
        }
    }

    [Fact]
    public void EveryExample_IsAccepted()
    {
        foreach ((RecordKeys keys, ConfigKey key) in AllKeys.Where(static row => row.Key.Kind is not null))
        {
            string example = key.Example.Length > 0 ? key.Example : key.Kind!.Example;
            example.ShouldNotBeEmpty($"{keys.Title}.{key.Name}");
            ReadExample(key, RuntimeHelpers.GetUninitializedObject(keys.Record), out ReadContext context);
            context.UnreadPaths.ShouldBeEmpty($"{keys.Title}.{key.Name}: {example}");
        }
    }

    [Fact]
    public void EveryKey_SaysWhatItMeans() =>
        AllKeys.Where(static row => row.Key.Kind is not null).ShouldAllBe(static row => row.Key.Meaning.EndsWith('.') && row.Keys.Meaning.EndsWith('.'));

    [Fact]
    public void WordsOfEnums_AreComplete()
    {
        Words.RequestClass.Words.Select(static word => word.Value).ShouldBe(Enum.GetValues<RequestClass>(), ignoreOrder: true);
        Words.BalancePolicy.Words.Select(static word => word.Value).ShouldBe(Enum.GetValues<BalancePolicy>(), ignoreOrder: true);
        Words.HashSource.Words.Select(static word => word.Value).ShouldBe(Enum.GetValues<HashSource>(), ignoreOrder: true);
        Words.ForwardedStyle.Words.Select(static word => word.Value).ShouldBe(Enum.GetValues<ForwardedStyle>(), ignoreOrder: true);
        Words.TokenRole.Words.Select(static word => word.Value).ShouldBe(Enum.GetValues<TokenRole>(), ignoreOrder: true);
        Words.OtlpProtocol.Words.Select(static word => word.Value).ShouldBe(Enum.GetValues<OtlpProtocol>(), ignoreOrder: true);
    }

    [Fact]
    public void DefaultsOfTheModel_AreAcceptedWhereTheyAreWritten()
    {
        // The reference prints them; what it prints must be what one may write.
        foreach ((RecordKeys keys, ConfigKey key) in AllKeys.Where(static row => row.Key is { Kind: not null, Default: null, IsRequired: false, Kind.Record: null }))
        {
            string written = keys.DefaultOf(key);
            if (written != "none")
            {
                ReadText(key, RuntimeHelpers.GetUninitializedObject(keys.Record), written, out ReadContext context);
                context.UnreadPaths.ShouldBeEmpty($"{keys.Title}.{key.Name}: {written}");
            }
        }
    }

    private static object ReadExample(ConfigKey key, object record, out ReadContext context) =>
        ReadText(key, record, key.Example.Length > 0 ? key.Example : key.Kind!.Example, out context);

    private static object ReadText(ConfigKey key, object record, string text, out ReadContext context)
    {
        var findings = new FindingList("test.yaml");
        ConfigNode? root = new NodeTreeReader(findings).Read($"{key.Name}: {text}");
        context = new ReadContext(findings, static _ => null);
        ConfigNode value = root.ShouldBeOfType<MappingNode>($"{key.Name}: {text}").Entries.Single().Value;
        return key.GetType().GetMethod(nameof(ConfigKey<object>.Read))!.Invoke(key, [record, value, ConfigPath.Root.Key(key.Name), context])!;
    }
}
