package io.github.slmsagemaker.acceptance.rules;

import static java.util.stream.Collectors.toSet;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.PatternTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds switches over a closed set that say what to do with what nobody knows. */
final class OpenSwitches extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final CompilationUnitTree unit;
  private final ClosedSets closed;
  private final List<String> found;

  OpenSwitches(CompilationUnitTree unit, ClosedSets closed, List<String> found) {
    this.unit = unit;
    this.closed = closed;
    this.found = found;
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree node, @Nullable Void nothing) {
    look(node.getExpression(), node.getCases());
    return super.visitSwitch(node, null);
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree node, @Nullable Void nothing) {
    look(node.getExpression(), node.getCases());
    return super.visitSwitchExpression(node, null);
  }

  private void look(ExpressionTree subject, List<? extends CaseTree> cases) {
    List<CaseLabelTree> labels =
        cases.stream()
            .flatMap(each -> each.getLabels().stream().map(CaseLabelTree.class::cast))
            .toList();
    if (labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance)
        && isOverAClosedSet(labels)) {
      found.add(unit.getSourceFile().getName() + ": switch " + subject);
    }
  }

  private boolean isOverAClosedSet(List<CaseLabelTree> labels) {
    Set<String> types = labels.stream().flatMap(OpenSwitches::typeOf).collect(toSet());
    Set<String> constants = labels.stream().flatMap(OpenSwitches::constantOf).collect(toSet());
    return closed.holds(types, constants);
  }

  private static Stream<String> typeOf(CaseLabelTree label) {
    if (!(label instanceof PatternCaseLabelTree by)) {
      return Stream.of();
    }
    PatternTree pattern = by.getPattern();
    String name =
        switch (pattern) {
          case BindingPatternTree binding -> String.valueOf(binding.getVariable().getType());
          case DeconstructionPatternTree parts -> String.valueOf(parts.getDeconstructor());
          default -> "";
        };
    return Stream.of(name.substring(name.lastIndexOf('.') + 1));
  }

  private static Stream<String> constantOf(CaseLabelTree label) {
    return label instanceof ConstantCaseLabelTree constant
        ? Stream.of(constant.getConstantExpression().toString())
            .filter(name -> name.matches("[A-Z]\\w*"))
        : Stream.of();
  }
}
