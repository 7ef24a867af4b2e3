using Holdfast.Configuration.Checking;

namespace Holdfast.Configuration.Tests.Checking;

public sealed class ConfigRulesTests
{
    private static Type[] RuleTypes =>
        [.. typeof(IConfigRule).Assembly.GetTypes().Where(static type => type.IsClass && typeof(IConfigRule).IsAssignableFrom(type))];

    [Fact]
    public void EveryRule_IsRegisteredOnce() =>
        ConfigRules.All.Select(static rule => rule.GetType()).ShouldBe(RuleTypes, ignoreOrder: true);

    [Fact]
    public void EveryRule_HasATestOfItsName() =>
        RuleTypes.Select(static type => type.Name + "Tests").Except(typeof(ConfigRulesTests).Assembly.GetTypes().Select(static type => type.Name)).ShouldBeEmpty();

    [Fact]
    public void NamesOfRules_AreUniqueAndInWords()
    {
        ConfigRules.All.Select(static rule => rule.Name).ShouldBeUnique();
        ConfigRules.All.ShouldAllBe(static rule => rule.Name.All(symbol => char.IsAsciiLetterLower(symbol) || symbol == '-') && rule.Summary.EndsWith('.'));
    }
}
