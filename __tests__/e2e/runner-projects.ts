import type { Files } from '../bed/index.mjs'

/** A project whose fix no rule knows: what a model would answer is scripted, all else is real. */
export interface RunnerProject {
  readonly name: string
  /** Has to end with 0 on a machine that can run this project. */
  readonly needs: readonly (readonly [string, ...string[]])[]
  readonly files: Files
  readonly path: string
  readonly healthy: string
  /** The line of `healthy` that the bug changed, and what became of it. */
  readonly line: readonly [right: string, wrong: string]
  readonly runner: string
  /** Tests that fail before, by the name that the report gives; one of them is chosen. */
  readonly failing: readonly string[]
  readonly inputs?: Readonly<Record<string, string>>
  /** Run in the checkout before, as the job's own steps would: it may use the network, the sandbox may not. */
  readonly before?: readonly (readonly [string, ...string[]])[]
  readonly seconds?: number
  /** Minutes of compiling: only where SUTURE_SLOW_TESTS is set. */
  readonly isSlow?: true
}

const go: RunnerProject = {
  name: 'Go: a module with two packages and a table of subtests',
  needs: [['go', 'version']],
  files: {
    'go.mod': 'module example.com/shop\n\ngo 1.21\n',
    'cart/cart.go':
      'package cart\n\nimport "example.com/shop/price"\n\nfunc Total(prices []int, percent int) int {\n\ttotal := 0\n\tfor _, each := range prices {\n\t\ttotal += price.Off(each, percent)\n\t}\n\treturn total\n}\n',
    'cart/cart_test.go':
      'package cart\n\nimport "testing"\n\nfunc TestTotal(t *testing.T) {\n\tif got := Total([]int{100, 50}, 0); got != 150 {\n\t\tt.Errorf("Total = %d, want 150", got)\n\t}\n}\n',
    'price/price_test.go': `package price

import "testing"

func TestOff(t *testing.T) {
	for _, each := range []struct {
		name           string
		price, percent int
		want           int
	}{
		{"nothing off", 200, 0, 200},
		{"ten percent (of 200)", 200, 10, 180},
	} {
		t.Run(each.name, func(t *testing.T) {
			if got := Off(each.price, each.percent); got != each.want {
				t.Errorf("Off(%d, %d) = %d, want %d", each.price, each.percent, got, each.want)
			}
		})
	}
}
`,
  },
  path: 'price/price.go',
  healthy:
    'package price\n\n// Off takes percent off a price.\nfunc Off(price, percent int) int {\n\treturn price - price*percent/100\n}\n',
  line: ['\treturn price - price*percent/100', '\treturn price + price*percent/100'],
  runner: 'go test',
  failing: ['TestOff/ten_percent_(of_200)'],
}

const rust: RunnerProject = {
  name: 'Rust: a workspace of two crates, unit and integration tests',
  needs: [['cargo', '--version']],
  files: {
    '.gitignore': 'target\n',
    'Cargo.toml': '[workspace]\nmembers = ["price", "cart"]\nresolver = "2"\n',
    'Cargo.lock':
      'version = 3\n\n[[package]]\nname = "cart"\nversion = "0.1.0"\ndependencies = [\n "price",\n]\n\n[[package]]\nname = "price"\nversion = "0.1.0"\n',
    'price/Cargo.toml': '[package]\nname = "price"\nversion = "0.1.0"\nedition = "2021"\n',
    'cart/Cargo.toml':
      '[package]\nname = "cart"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\nprice = { path = "../price" }\n',
    'cart/src/lib.rs':
      'pub fn total(prices: &[i64], percent: i64) -> i64 {\n    prices.iter().map(|each| price::off(*each, percent)).sum()\n}\n',
    'cart/tests/totals.rs':
      '#[test]\nfn nothing_off() {\n    assert_eq!(cart::total(&[100, 50], 0), 150);\n}\n\n#[test]\nfn half_off() {\n    assert_eq!(cart::total(&[100, 50], 50), 75);\n}\n',
  },
  path: 'price/src/lib.rs',
  healthy: `/// Takes percent off a price.
pub fn off(price: i64, percent: i64) -> i64 {
    price - price * percent / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_off() {
        assert_eq!(off(200, 0), 200);
    }

    #[test]
    fn ten_percent() {
        assert_eq!(off(200, 10), 180);
    }
}
`,
  line: ['    price - price * percent / 100', '    price + price * percent / 100'],
  runner: 'cargo test',
  failing: ['tests::ten_percent', 'half_off'],
  seconds: 240,
}

function pom(parent: string, artifact: string, body: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  ${parent}
  <artifactId>${artifact}</artifactId>
  ${body}
</project>
`
}

const child = '<parent><groupId>shop</groupId><artifactId>shop</artifactId><version>1.0</version></parent>'
const surefire =
  '<build><pluginManagement><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-surefire-plugin</artifactId><version>3.2.5</version></plugin></plugins></pluginManagement></build>'
const compiler =
  '<properties><maven.compiler.source>11</maven.compiler.source><maven.compiler.target>11</maven.compiler.target><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>'
const root = '<groupId>shop</groupId><version>1.0</version>'
const priceJava = (line: string): string =>
  `package shop;\n\npublic class Price {\n  /** Takes percent off a price. */\n  public static int off(int price, int percent) {\n${line}\n  }\n}\n`
const offRight = '    return price - price * percent / 100;'
const offWrong = '    return price + price * percent / 100;'

const maven5: RunnerProject = {
  name: 'Java: Maven with two modules and JUnit 5, parameterised and nested tests',
  needs: [['mvn', '--version']],
  before: [
    ['mvn', '-B', '-q', '-DskipTests', 'test'],
    ['mvn', '-B', '-q', '-Dmaven.test.failure.ignore=true', 'test'],
  ],
  files: {
    '.gitignore': 'target\n',
    'pom.xml': pom(
      root,
      'shop',
      `<packaging>pom</packaging>${compiler}<modules><module>price</module><module>cart</module></modules><dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.10.2</version><scope>test</scope></dependency></dependencies>${surefire}`,
    ),
    'price/pom.xml': pom(child, 'price', ''),
    'cart/pom.xml': pom(
      child,
      'cart',
      '<dependencies><dependency><groupId>shop</groupId><artifactId>price</artifactId><version>1.0</version></dependency></dependencies>',
    ),
    'cart/src/main/java/shop/Cart.java':
      'package shop;\n\npublic class Cart {\n  public static int total(int[] prices, int percent) {\n    int total = 0;\n    for (int each : prices) total += Price.off(each, percent);\n    return total;\n  }\n}\n',
    'cart/src/test/java/shop/CartTest.java':
      'package shop;\n\nimport static org.junit.jupiter.api.Assertions.*;\nimport org.junit.jupiter.api.Test;\n\nclass CartTest {\n  @Test void nothingOff() { assertEquals(150, Cart.total(new int[] {100, 50}, 0)); }\n}\n',
    'price/src/test/java/shop/PriceTest.java': `package shop;

import static org.junit.jupiter.api.Assertions.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
  @Test void nothingOff() { assertEquals(200, Price.off(200, 0)); }
  @ParameterizedTest @CsvSource({"200,0,200", "200,10,180"})
  void table(int price, int percent, int want) { assertEquals(want, Price.off(price, percent)); }
  @Nested class Rounding {
    @Test void small() { assertEquals(0, Price.off(0, 7)); }
  }
}
`,
  },
  path: 'price/src/main/java/shop/Price.java',
  healthy: priceJava(offRight),
  line: [offRight, offWrong],
  runner: 'maven',
  failing: ['table(int, int, int)[2]'],
  seconds: 600,
  isSlow: true,
}

const maven4: RunnerProject = {
  name: 'Java: Maven with one module and JUnit 4',
  needs: [['mvn', '--version']],
  before: [['mvn', '-B', '-q', '-Dmaven.test.failure.ignore=true', 'test']],
  files: {
    '.gitignore': 'target\n',
    'pom.xml': pom(
      root,
      'shop',
      `${compiler}<dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency></dependencies>${surefire}`,
    ),
    'src/test/java/shop/PriceTest.java':
      'package shop;\n\nimport static org.junit.Assert.*;\nimport org.junit.Test;\n\npublic class PriceTest {\n  @Test public void nothingOff() { assertEquals(200, Price.off(200, 0)); }\n  @Test public void tenOff() { assertEquals(180, Price.off(200, 10)); }\n}\n',
  },
  path: 'src/main/java/shop/Price.java',
  healthy: priceJava(offRight),
  line: [offRight, offWrong],
  runner: 'maven',
  failing: ['tenOff'],
  seconds: 300,
}

const unittest: RunnerProject = {
  name: 'Python: unittest behind make, with a virtual environment of its own',
  needs: [['python3', '-m', 'venv', '--help']],
  before: [['python3', '-m', 'venv', '--without-pip', '.venv']],
  files: {
    '.gitignore': '.venv\n',
    Makefile: 'PYTHON ?= python\n\ntest:\n\t@$(PYTHON) -m unittest discover -s tests\n',
    'tests/test_price.py': `import sys
import unittest

from shop.price import off


class TestPrice(unittest.TestCase):
    def test_nothing_off(self):
        self.assertEqual(off(200, 0), 200)

    def test_ten_off(self):
        """Takes ten percent."""
        print("looking")
        self.assertEqual(off(200, 10), 180)

    def test_environment(self):
        self.assertNotEqual(sys.prefix, sys.base_prefix)
`,
    'shop/__init__.py': '',
  },
  path: 'shop/price.py',
  healthy: 'def off(price, percent):\n    return price - price * percent // 100\n',
  line: ['    return price - price * percent // 100', '    return price + price * percent // 100'],
  runner: 'unittest',
  failing: ['test_ten_off'],
}

export const runnerProjects: readonly RunnerProject[] = [unittest, go, rust, maven5, maven4]
