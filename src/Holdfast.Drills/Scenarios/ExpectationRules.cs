using Holdfast.Configuration.Reading;

namespace Holdfast.Drills.Scenarios;

/// <summary>An expectation names a kind, what it is about, and a bound of that kind's unit and side.</summary>
internal static class ExpectationRules
{
    public static void Check(Scenario scenario, ScenarioExpectation expectation, ConfigPath path, DocumentCheck check)
    {
        if (expectation.During.Length > 0)
        {
            ScenarioRules.CheckName(expectation.During, "phase", scenario.Phases.Select(static phase => phase.Name), path.Key("during"), check);
        }

        if (expectation.OnlyOn.Length > 0)
        {
            ScenarioRules.CheckName(expectation.OnlyOn, "configuration", scenario.Configurations.Keys, path.Key("onlyOn"), check);
        }

        if (expectation.Server.Length > 0)
        {
            ScenarioRules.CheckName(expectation.Server, "origin", scenario.Origins.Select(static origin => origin.Name), path.Key("server"), check);
        }

        if (expectation.That.Length == 0)
        {
            return;
        }

        ScenarioRules.CheckName(expectation.That, "kind of expectation", ExpectationKinds.All.Select(static kind => kind.Name), path.Key("that"), check);
        if (ExpectationKinds.Find(expectation.That) is { } kind)
        {
            CheckSubject(scenario, expectation, kind, path, check);
            CheckBound(expectation, kind, path, check);
        }
    }

    private static void CheckSubject(Scenario scenario, ScenarioExpectation expectation, IExpectationKind kind, ConfigPath path, DocumentCheck check)
    {
        if (kind.NeedsClass && expectation.Class.Length == 0)
        {
            check.Error(path, $"{kind.Name} is about a class, but none is written", "Add class: and the name of a class of the traffic.");
        }
        else if (!kind.NeedsClass && expectation.Class.Length > 0)
        {
            check.Error(path.Key("class"), $"{kind.Name} is about all classes", "Remove class.");
        }
        else if (kind.NeedsClass)
        {
            ScenarioRules.CheckName(expectation.Class, "class", scenario.Traffic.Select(static one => one.Name), path.Key("class"), check);
        }

        CheckCauses(expectation, kind, path, check);
        if (!kind.TakesServer && expectation.Server.Length > 0)
        {
            check.Error(path.Key("server"), $"{kind.Name} is about all servers", "Remove server.");
        }
    }

    private static void CheckCauses(ScenarioExpectation expectation, IExpectationKind kind, ConfigPath path, DocumentCheck check)
    {
        if (kind.NeedsCause && expectation.Cause.Length == 0)
        {
            check.Error(path, $"{kind.Name} is about a cause, but none is written", "Add cause: and its name, such as surge.");
        }
        else if (kind.NeedsCause)
        {
            ScenarioRules.CheckName(expectation.Cause, "cause", CauseNames.All, path.Key("cause"), check);
        }
        else if (expectation.Cause.Length > 0 || expectation.RuledOut.Count > 0)
        {
            string key = expectation.Cause.Length > 0 ? "cause" : "ruledOut";
            check.Error(path.Key(key), $"{kind.Name} is about no cause", $"Remove {key}.");
            return;
        }

        for (int index = 0; index < expectation.RuledOut.Count; index++)
        {
            ScenarioRules.CheckName(expectation.RuledOut[index], "cause", CauseNames.All, path.Key("ruledOut").Item(index), check);
        }
    }

    private static void CheckBound(ScenarioExpectation expectation, IExpectationKind kind, ConfigPath path, DocumentCheck check)
    {
        bool isUpper = kind.Side == BoundSide.AtMost;
        string right = isUpper ? expectation.AtMost : expectation.AtLeast;
        string wrong = isUpper ? expectation.AtLeast : expectation.AtMost;
        string key = isUpper ? "atMost" : "atLeast";
        string example = $"Write {key}: {BoundText.Example(kind.Unit)}.";
        if (wrong.Length > 0)
        {
            check.Error(path.Key(isUpper ? "atLeast" : "atMost"), $"{kind.Name} has no such bound", example);
        }
        else if (right.Length == 0)
        {
            check.Error(path, $"{kind.Name} needs a bound", example);
        }
        else if (!BoundText.TryParse(right, kind.Unit, out _))
        {
            check.Error(path.Key(key), $"{SafeText.Quote(right)} is not a bound of {kind.Name}", example);
        }
    }
}
